import type { MedusaContainer } from "@medusajs/framework/types"
import type { Pool } from "pg"
import type { Settings } from "../../modules/setting/settings"
import type { SecretBox } from "../lib/secret-box"
import type { AccessTokens } from "./access-tokens"
import type { Actors } from "./actors"
import type { KnownDevices } from "./known-devices"
import type { ResetTokens } from "./reset-tokens"
import type { TicketBox } from "./registration-ticket"

/** What signing in and the rest of an account's life work with; one a process. */
export type IdentityContext = {
  pool: Pool
  container: MedusaContainer
  settings: Settings
  box: SecretBox
  tokens: AccessTokens
  actors: Actors
  tickets: TicketBox
  resetTokens: ResetTokens
  knownDevices: KnownDevices
  /** Where the dashboard is reached, for links in mails to staff. */
  backendUrl: string
  /** Whether cookies are for HTTPS alone. */
  secureCookies: boolean
  /** Makes ended sessions known here and to the other processes. */
  announceRevoked: (sessionIds: readonly string[]) => void
  /** Shows an account's change in the read model before the answer does. */
  projectAccount: (accountId: string) => Promise<void>
  /** Logs why a piece of work failed, without anybody's data. */
  logFailure: (work: string, error: unknown) => void
  /** Runs work that no answer waits for; a failure is logged, never thrown. */
  behind: (name: string, work: () => Promise<unknown>) => void
  /**
   * The same at a random moment within 1.5 s, for work that tells whether an e-mail is known:
   * done at once it would slow the next answer down, and whoever takes the time of that one knew.
   */
  later: (name: string, work: () => Promise<unknown>) => void
}

/** The name under which Medusa's container has the context. */
export const IDENTITY_CONTEXT = "txovaIdentity"

/** Where a request comes from, for sessions and mails. */
export type Place = {
  address: string
  /** Browser and system, in words. */
  device: string
  /** What the device shows of having signed in before. */
  deviceToken?: string
}
