import {
  revokeSessions,
  shutAccountOut,
  type RevokeReason,
  type SessionsOf,
} from "../../modules/account/store/sessions"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import type { IdentityContext } from "./context"

/** Ends sessions; their access tokens are dead when this resolves. Gives the ids of those ended. */
export async function endSessions(
  context: IdentityContext,
  of: SessionsOf,
  reason: RevokeReason
): Promise<string[]> {
  const ended = await revokeSessions(context.pool, of, reason)
  context.announceRevoked(ended)
  return ended
}

/** Ends every session of an account but one, and every sign-in that is under way. */
export async function shutOut(
  context: IdentityContext,
  accountId: string,
  reason: RevokeReason,
  except?: string
): Promise<void> {
  const ended = await inTransaction(context.pool, (client) =>
    shutAccountOut(client, accountId, reason, except)
  )
  context.announceRevoked(ended)
}
