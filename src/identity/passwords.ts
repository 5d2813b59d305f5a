import type { PoolClient } from "pg"
import { checkPassword, isShortPassword } from "../../modules/account/rules/password"
import {
  changeAccount,
  findAccount,
  lockAccount,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { storePassword, type NewPassword } from "../../modules/account/store/passwords"
import { forgetRegistrations } from "../../modules/account/store/registrations"
import { discardTokens, readToken, spendToken } from "../../modules/account/store/tokens"
import { clearTwoFactor } from "../../modules/account/store/two-factor"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { checkCredentials, passwordRefused } from "./credentials"
import { hashPassword } from "./hash-password"
import { mailPasswordReset } from "./link-mails"
import { mailPasswordChanged } from "./mails"

/** Mails a link to set a new password, behind an answer that is the same for every e-mail. */
export function forgetPassword(context: IdentityContext, email: string): void {
  context.later("mail of a password reset", async () => {
    const account = await findAccount(context.pool, { email })
    if (account?.status === "active") {
      await mailPasswordReset(context, account)
    }
  })
}

/** What a password of an account must not consist of. */
export function contextOf(account: Pick<AccountRow, "email" | "first_name" | "last_name">) {
  return [account.email, account.first_name, account.last_name].filter((word) => word !== "")
}

function assertAcceptable(account: AccountRow, password: string, path: string): void {
  const checked = checkPassword(password, {
    twoFactor: account.two_factor_enabled,
    context: contextOf(account),
  })
  if (!checked.ok) {
    throw passwordRefused(checked.reasons, path)
  }
}

/** Before anything is changed or spent: where too many wait to be hashed, nothing has happened. */
async function newPassword(password: string): Promise<NewPassword> {
  return { hash: await hashPassword(password), isShort: isShortPassword(password) }
}

/** Spends a reset's token and stores its password, together. */
async function applyReset(
  client: PoolClient,
  accountId: string,
  token: string,
  password: NewPassword
): Promise<string[]> {
  await lockAccount(client, accountId)
  const spent = await spendToken(client, "reset_password", token)
  const account = await findAccount(client, { id: accountId })
  if (spent === undefined || account?.email !== spent.proves) {
    throw new AppError("TOKEN_INVALID")
  }
  const ended = await storePassword(client, account.email, password)
  if (ended === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  if (!account.is_email_verified) {
    // Whoever turned two-factor on had not shown that the e-mail is theirs: nor have other links.
    await clearTwoFactor(client, account.id)
    await forgetRegistrations(client, { email: account.email })
    await discardTokens(client, account.id, ["verify_email"])
    await changeAccount(client, account.id, { is_email_verified: true })
  }
  return ended
}

/**
 * Sets a new password by the token of a mail. Every session ends; a lock too. The
 * authenticator is asked for at the next sign-in as ever. The mail also proves the e-mail.
 *
 * @throws AppError TOKEN_INVALID; PASSWORD_REFUSED and SERVICE_UNAVAILABLE, after which the token
 *   is still good.
 */
export async function resetPassword(
  context: IdentityContext,
  token: string,
  password: string
): Promise<AccountRow> {
  const found = await readToken(context.pool, "reset_password", token)
  const account = found && (await findAccount(context.pool, { id: found.accountId }))
  if (account?.email !== found?.proves || account === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  assertAcceptable(account, password, "password")
  const next = await newPassword(password)
  const ended = await inTransaction(context.pool, (client) =>
    applyReset(client, account.id, token, next)
  )
  context.announceRevoked(ended)
  await context.projectAccount(account.id)
  context.behind("mail of a changed password", () => mailPasswordChanged(context, account))
  return account
}

/**
 * Changes the password of somebody signed in, who has to know the present one. The
 * other sessions end, and so does this one: its tokens are replaced by the caller.
 *
 * @returns the account, ready for a session of the new password
 * @throws AppError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, PASSWORD_REFUSED, SERVICE_UNAVAILABLE.
 */
export async function changePassword(
  context: IdentityContext,
  account: AccountRow,
  passwords: { current: string; next: string },
  from: { place: Place; sessionId: string }
): Promise<AccountRow> {
  assertAcceptable(account, passwords.next, "newPassword")
  const { email } = account
  const credentials = { email, password: passwords.current }
  const checked = await checkCredentials(context, credentials, from.place, {
    sessionId: from.sessionId,
  })
  if (!checked.right) {
    throw checked.error
  }
  const next = await newPassword(passwords.next)
  const ended = await inTransaction(context.pool, (client) =>
    storePassword(client, email, next, account.password_version)
  )
  const changed = ended && (await findAccount(context.pool, { id: account.id }))
  if (changed === undefined) {
    // Another change came between: what was shown is the present password no more.
    throw new AppError("INVALID_CREDENTIALS")
  }
  context.announceRevoked(ended ?? [])
  await context.projectAccount(account.id)
  context.behind("mail of a changed password", () => mailPasswordChanged(context, account))
  return changed
}
