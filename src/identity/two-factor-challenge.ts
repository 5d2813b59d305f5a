import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { countTry, readToken, spendToken } from "../../modules/account/store/tokens"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { completeSignIn, provenVersion, type SignedIn } from "./sign-in"
import { takeCode } from "./two-factor-code"

/** The account a challenge of signing in stands for. */
export async function accountOfChallenge(
  context: IdentityContext,
  challengeToken: string
): Promise<AccountRow> {
  const found = await readToken(context.pool, "two_factor", challengeToken)
  const account = found && (await findAccount(context.pool, { id: found.accountId }))
  // A challenge is worth what the password was that it was given for.
  if (account?.status !== "active" || found?.proves !== provenVersion(account)) {
    throw new AppError("CHALLENGE_INVALID")
  }
  return account
}

/** Completes a sign-in by a code; the challenge is spent by the first right one. */
export async function answerChallenge(
  context: IdentityContext,
  challengeToken: string,
  code: string,
  place: Place
): Promise<SignedIn & { step: "done" }> {
  const account = await accountOfChallenge(context, challengeToken)
  if (!account.two_factor_enabled) {
    throw new AppError("CHALLENGE_INVALID")
  }
  if (!(await countTry(context.pool, "two_factor", { secret: challengeToken }))) {
    throw new AppError("CHALLENGE_INVALID")
  }
  await takeCode(context, account, code)
  if ((await spendToken(context.pool, "two_factor", challengeToken)) === undefined) {
    throw new AppError("CHALLENGE_INVALID")
  }
  return completeSignIn(context, account, place)
}
