import { changeAccount, findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { forgetFailures } from "../../modules/account/store/guard"
import { spendToken } from "../../modules/account/store/tokens"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"
import { mailVerification } from "./mails"

/** @throws AppError TOKEN_INVALID for a token that is unknown, expired, used, or of an e-mail given up since. */
export async function verifyEmail(context: IdentityContext, token: string): Promise<AccountRow> {
  const spent = await spendToken(context.pool, "verify_email", token)
  const account = spent && (await findAccount(context.pool, { id: spent.accountId }))
  if (spent === undefined || account?.email !== spent.proves) {
    throw new AppError("TOKEN_INVALID")
  }
  const changed = await changeAccount(context.pool, account.id, { is_email_verified: true })
  // Whoever tried to sign in before the mail came has not guessed anything.
  await forgetFailures(context.pool, { email: account.email })
  await context.projectAccount(account.id)
  return changed ?? account
}

/** Mails the verification again, behind an answer that is the same for every e-mail. */
export function resendVerification(context: IdentityContext, email: string): void {
  context.later("mail of verification", async () => {
    const account = await findAccount(context.pool, { email })
    if (account?.status === "active" && !account.is_email_verified) {
      await mailVerification(context, account)
    }
  })
}
