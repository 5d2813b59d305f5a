import { normalizeEmail } from "../../modules/account/rules/email"
import { changeAccount, type AccountRow } from "../../modules/account/store/accounts"
import { issueToken } from "../../modules/account/store/tokens"
import { AppError } from "../lib/errors"
import { adoptIdentity } from "../workflows/account/adopt-identity"
import type { IdentityContext, Place } from "./context"
import { checkCredentials } from "./credentials"
import { resendVerification } from "./email-verification"
import { issueTokens, type IssuedTokens } from "./issue"
import { mailLocked, mailNewSignIn } from "./mails"
import { isNewPlace } from "./new-place"
import { mustHaveTwoFactor } from "./two-factor-duty"

export type SignedIn =
  | ({ step: "done"; account: AccountRow; sessionId: string } & IssuedTokens)
  /** A code of the authenticator is still asked for. */
  | { step: "code"; account: AccountRow; challengeToken: string }
  /** The account has to set an authenticator up before it gets in. */
  | { step: "setup"; account: AccountRow; challengeToken: string }

/**
 * Checks e-mail and password.
 *
 * A right password for an account that may not sign in yet is answered like a wrong one
 * while its e-mail is unverified: else registering and signing in would tell which e-mails
 * are known.
 *
 * @throws AppError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, ACCOUNT_SUSPENDED, SERVICE_UNAVAILABLE.
 */
export async function signIn(
  context: IdentityContext,
  credentials: { email: string; password: string },
  place: Place
): Promise<SignedIn> {
  const email = normalizeEmail(credentials.email) ?? ""
  const verifiedOnly = context.settings.get("verifyEmailBeforeSignIn")
  const { password } = credentials
  const checked = await checkCredentials(context, { email, password }, place, { verifiedOnly })
  if (!checked.right) {
    mailRefusal(context, email, checked)
    throw checked.error
  }
  const account = checked.account ?? (await adoptIdentity(context, email, checked.identity))
  if (account === undefined) {
    throw new AppError("INVALID_CREDENTIALS")
  }
  if (account.status !== "active") {
    throw new AppError("ACCOUNT_SUSPENDED")
  }
  if (!account.is_email_verified && verifiedOnly) {
    // One that was adopted just now; others were refused with their password.
    resendVerification(context, email)
    throw new AppError("INVALID_CREDENTIALS")
  }
  if (account.two_factor_enabled || mustHaveTwoFactor(context, account)) {
    const challengeToken = await issueToken(context.pool, {
      accountId: account.id,
      purpose: "two_factor",
      proves: provenVersion(account),
    })
    return { step: account.two_factor_enabled ? "code" : "setup", account, challengeToken }
  }
  return completeSignIn(context, account, place)
}

/** Tells the owner of an e-mail why signing in was refused, where that is theirs to know. */
function mailRefusal(
  context: IdentityContext,
  email: string,
  refusal: { locked: boolean; unverified: boolean }
): void {
  if (refusal.unverified) {
    resendVerification(context, email)
  }
  if (refusal.locked) {
    context.later("mail of a lock", () => mailLocked(context, email))
  }
}

/** What a challenge stands for: the password that was shown, by the account's version of it. */
export function provenVersion(account: Pick<AccountRow, "password_version">): string {
  return `password:${account.password_version}`
}

/**
 * Begins the session of an account that has shown all it has to.
 *
 * @param account as it was before its password was looked at
 * @throws AppError INVALID_CREDENTIALS where that password is no longer what it was.
 */
export async function completeSignIn(
  context: IdentityContext,
  account: AccountRow,
  place: Place
): Promise<SignedIn & { step: "done" }> {
  const isNew = await isNewPlace(context.pool, account.id, place)
  const issued = await issueTokens(context, account, place)
  const changed = await changeAccount(context.pool, account.id, { last_login: new Date() })
  await context.projectAccount(account.id)
  if (isNew) {
    context.behind("mail of a new sign-in", () => mailNewSignIn(context, account, place))
  }
  return { step: "done", account: changed ?? account, ...issued }
}
