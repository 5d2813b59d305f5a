import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { rotateRefreshToken } from "../../modules/account/store/sessions"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { AppError } from "../lib/errors"
import { accessTokenSeconds } from "./access-tokens"
import type { IdentityContext } from "./context"
import { accessTokenFor, type IssuedTokens } from "./issue"

/**
 * Trades a refresh token for new tokens.
 *
 * @throws AppError REFRESH_TOKEN_INVALID for one that is unknown, expired or was used, which ends
 *   its session; REFRESH_IN_PROGRESS for the second of two at the same instant, which ends nothing.
 */
export async function refreshTokens(
  context: IdentityContext,
  token: string
): Promise<IssuedTokens & { account: AccountRow }> {
  const rotation = await inTransaction(context.pool, (client) => rotateRefreshToken(client, token))
  switch (rotation.outcome) {
    case "concurrent":
      throw new AppError("REFRESH_IN_PROGRESS", { headers: { "Retry-After": "1" } })
    case "reused":
      context.announceRevoked([rotation.sessionId])
      throw new AppError("REFRESH_TOKEN_INVALID")
    case "unknown":
      throw new AppError("REFRESH_TOKEN_INVALID")
  }
  const account = await findAccount(context.pool, { id: rotation.accountId })
  if (account?.status !== "active") {
    throw new AppError("REFRESH_TOKEN_INVALID")
  }
  return {
    account,
    accessToken: accessTokenFor(context, account, rotation.sessionId),
    refreshToken: rotation.secret,
    expiresIn: accessTokenSeconds,
  }
}
