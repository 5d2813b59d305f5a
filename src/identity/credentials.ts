import { Modules } from "@medusajs/framework/utils"
import type { AuthIdentityDTO } from "@medusajs/framework/types"
import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { readRefusal } from "../../modules/account/auth-provider/outcome"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"

/** A refusal of the auth provider as the API answers it. */
export function refusalError(text: string | undefined): AppError {
  const refusal = readRefusal(text)
  switch (refusal?.code) {
    case "INVALID_CREDENTIALS":
    case "EMAIL_TAKEN":
      return new AppError("INVALID_CREDENTIALS")
    case "TOO_MANY_ATTEMPTS":
      return new AppError("TOO_MANY_ATTEMPTS", {
        headers: { "Retry-After": String(refusal.retryAfterSeconds) },
      })
    case "PASSWORD_REFUSED":
      return passwordRefused(refusal.reasons)
    case "BUSY":
      return new AppError("SERVICE_UNAVAILABLE", { headers: { "Retry-After": "5" } })
    case undefined:
      return new AppError("INTERNAL_ERROR", { cause: new Error(text ?? "The provider refused") })
  }
}

/** A password that breaks the rules, with a detail for each; the codes are `PasswordProblem`. */
export function passwordRefused(reasons: readonly string[], path = "password"): AppError {
  return new AppError("PASSWORD_REFUSED", {
    details: reasons.map((message) => ({ path, message })),
  })
}

export type CheckedPassword =
  /** `account` as it was before the password was compared: what may only follow from that one. */
  | { right: true; identity: AuthIdentityDTO; account: AccountRow | undefined }
  /** `locked`: by this very try. `unverified`: the password is right, the e-mail not verified. */
  | { right: false; error: AppError; locked: boolean; unverified: boolean }

type CheckOptions = {
  /** Refuses an e-mail that is not verified as if the password were wrong. */
  verifiedOnly?: boolean
  /** The session of somebody signed in: its failures are its own, and no stranger's lock holds for it. */
  sessionId?: string
}

/** Asks the auth provider, whose locks count for every door. The e-mail is normalised. */
export async function checkCredentials(
  context: IdentityContext,
  credentials: { email: string; password: string },
  place: Place,
  { verifiedOnly = false, sessionId }: CheckOptions = {}
): Promise<CheckedPassword> {
  const { email } = credentials
  const account = await findAccount(context.pool, { email })
  const device = sessionId ?? context.knownDevices.nameOf(place.deviceToken, email) ?? ""
  const auth = context.container.resolve(Modules.AUTH)
  const { success, error, authIdentity } = await auth.authenticate("emailpass", {
    body: { ...credentials, device, verified_only: String(verifiedOnly) },
    headers: {},
    url: "",
    query: {},
    protocol: "",
  })
  if (success && authIdentity !== undefined) {
    return { right: true, identity: authIdentity, account }
  }
  const refusal = readRefusal(error)
  const { locked, unverified } =
    refusal?.code === "INVALID_CREDENTIALS" ? refusal : { locked: false, unverified: false }
  return { right: false, error: refusalError(error), locked, unverified }
}
