import { createTotpSecret, otpauthUri } from "../../modules/account/rules/totp"
import { twoFactorSealContext } from "../../modules/account/rules/two-factor-seal"
import { changeAccount, type AccountRow } from "../../modules/account/store/accounts"
import { beganWithin } from "../../modules/account/store/session-facts"
import { shutAccountOut } from "../../modules/account/store/sessions"
import {
  clearTwoFactor,
  replaceRecoveryCodes,
  setTwoFactor,
} from "../../modules/account/store/two-factor"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { checkCredentials, passwordRefused } from "./credentials"
import { mailTwoFactorChanged } from "./mails"
import { hashedRecoveryCodes } from "./recovery-codes"
import { takeCode, takeFirstCode } from "./two-factor-code"
import { mustHaveTwoFactor } from "./two-factor-duty"

/** Minutes after a sign-in in which an authenticator may be set up without the password. */
const recentMinutes = 15

/** What somebody signed in shows before an authenticator is set up: a stolen token alone must not do. */
export type RecentProof = { sessionId: string; password?: string | undefined; place: Place }

/**
 * @throws AppError VALIDATION_FAILED where the sign-in is a while ago and no password is given;
 *   INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS for a password.
 */
async function assertRecent(
  context: IdentityContext,
  { email }: AccountRow,
  { sessionId, password, place }: RecentProof
): Promise<void> {
  if (password !== undefined) {
    const checked = await checkCredentials(context, { email, password }, place, { sessionId })
    if (!checked.right) {
      throw checked.error
    }
    return
  }
  if (!(await beganWithin(context.pool, sessionId, recentMinutes))) {
    throw new AppError("VALIDATION_FAILED", {
      details: [{ path: "password", message: "is needed, or a new sign-in" }],
    })
  }
}

/** What an authenticator app is fed with. */
export type TwoFactorSetup = { secret: string; otpauthUrl: string }

/**
 * Begins setting an authenticator up; nothing changes until its first code is shown.
 *
 * @param proof of somebody signed in; a challenge is its own, the password being just shown
 * @throws AppError TWO_FACTOR_ALREADY_ENABLED, VALIDATION_FAILED, INVALID_CREDENTIALS.
 */
export async function setUpTwoFactor(
  context: IdentityContext,
  account: AccountRow,
  proof: RecentProof | "challenge"
): Promise<TwoFactorSetup> {
  if (account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_ALREADY_ENABLED")
  }
  if (proof !== "challenge") {
    await assertRecent(context, account, proof)
  }
  const secret = createTotpSecret()
  await changeAccount(context.pool, account.id, {
    two_factor_pending_secret: context.box.seal(secret, twoFactorSealContext(account.id)),
    // Steps taken were codes of another secret.
    two_factor_last_step: null,
  })
  const issuer = context.settings.get("marketplaceName")
  return { secret, otpauthUrl: otpauthUri({ secret, email: account.email, issuer }) }
}

/**
 * Turns two-factor on by the first code of the app that was set up. Other sessions end, and
 * sign-ins that have shown the password alone.
 *
 * @param keepSession the one it is turned on in; none where it is by a challenge
 * @returns the recovery codes, shown this once
 */
export async function enableTwoFactor(
  context: IdentityContext,
  account: AccountRow,
  code: string,
  keepSession?: string
): Promise<string[]> {
  const sealed = account.two_factor_pending_secret
  if (account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_ALREADY_ENABLED")
  }
  if (sealed === null) {
    throw new AppError("TWO_FACTOR_NOT_ENABLED")
  }
  await takeFirstCode(context, account, sealed, code)
  const { codes, hashes } = await hashedRecoveryCodes(account.id)
  const ended = await inTransaction(context.pool, async (client) => {
    await setTwoFactor(client, account.id, sealed)
    await replaceRecoveryCodes(client, account.id, hashes)
    return shutAccountOut(client, account.id, "two_factor_changed", keepSession)
  })
  context.announceRevoked(ended)
  await context.projectAccount(account.id)
  context.behind("mail of two-factor", () => mailTwoFactorChanged(context, account, true))
  return codes
}

/** Forgets a secret that was never confirmed by a code. */
export async function cancelTwoFactorSetup(
  context: IdentityContext,
  account: AccountRow
): Promise<void> {
  await changeAccount(context.pool, account.id, { two_factor_pending_secret: null })
}

/**
 * Turns two-factor off by a code; every other session ends.
 *
 * @throws AppError TWO_FACTOR_REQUIRED for staff who must have it; PASSWORD_REFUSED where the
 *   password is too short to stand alone, and has to be changed first.
 */
export async function disableTwoFactor(
  context: IdentityContext,
  account: AccountRow,
  code: string,
  keepSession: string
): Promise<void> {
  if (!account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_NOT_ENABLED")
  }
  if (mustHaveTwoFactor(context, account)) {
    throw new AppError("TWO_FACTOR_REQUIRED")
  }
  if (account.password_is_short) {
    throw passwordRefused(["too_short"])
  }
  await takeCode(context, account, code)
  const ended = await inTransaction(context.pool, async (client) => {
    await clearTwoFactor(client, account.id)
    return shutAccountOut(client, account.id, "two_factor_changed", keepSession)
  })
  context.announceRevoked(ended)
  await context.projectAccount(account.id)
  context.behind("mail of two-factor", () => mailTwoFactorChanged(context, account, false))
}
