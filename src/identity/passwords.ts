import { Modules } from "@medusajs/framework/utils"
import { checkPassword } from "../../modules/account/rules/password"
import { changeAccount, findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { discardTokens, readToken, spendToken } from "../../modules/account/store/tokens"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { checkCredentials, passwordRefused, refusalError } from "./credentials"
import { mailPasswordChanged, mailPasswordReset } from "./mails"
import { endSessions } from "./sign-out"

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

/** Stores a password; what an earlier one or an earlier mail has opened is shut. */
async function storePassword(
  context: IdentityContext,
  account: AccountRow,
  password: string
): Promise<void> {
  const { success, error } = await context.container
    .resolve(Modules.AUTH)
    .updateProvider("emailpass", { entity_id: account.email, password })
  if (!success) {
    throw refusalError(error)
  }
  await discardTokens(context.pool, account.id, ["reset_password", "two_factor"])
}

/**
 * Sets a new password by the token of a mail. Every session ends; a lock too. The
 * authenticator is asked for at the next sign-in as ever. The mail also proves the e-mail.
 *
 * @throws AppError TOKEN_INVALID; PASSWORD_REFUSED, after which the token is still good.
 */
export async function resetPassword(
  context: IdentityContext,
  token: string,
  password: string
): Promise<void> {
  const found = await readToken(context.pool, "reset_password", token)
  const account = found && (await findAccount(context.pool, { id: found.accountId }))
  if (account?.email !== found?.proves || account === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  assertAcceptable(account, password, "password")
  if ((await spendToken(context.pool, "reset_password", token)) === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  await endSessions(context, { accountId: account.id }, "password_changed")
  await storePassword(context, account, password)
  await changeAccount(context.pool, account.id, { is_email_verified: true })
  await context.projectAccount(account.id)
  context.behind("mail of a changed password", () => mailPasswordChanged(context, account))
}

/**
 * Changes the password of somebody signed in, who has to know the present one. The
 * other sessions end, and so does this one: its tokens are replaced by the caller.
 *
 * @throws AppError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, PASSWORD_REFUSED.
 */
export async function changePassword(
  context: IdentityContext,
  account: AccountRow,
  passwords: { current: string; next: string },
  place: Place
): Promise<void> {
  assertAcceptable(account, passwords.next, "newPassword")
  const checked = await checkCredentials(
    context,
    { email: account.email, password: passwords.current },
    place
  )
  if (!checked.right) {
    throw checked.error
  }
  await endSessions(context, { accountId: account.id }, "password_changed")
  await storePassword(context, account, passwords.next)
  await context.projectAccount(account.id)
  context.behind("mail of a changed password", () => mailPasswordChanged(context, account))
}
