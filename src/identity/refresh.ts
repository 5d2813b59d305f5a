import { setTimeout as delay } from "node:timers/promises"
import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { rotateRefreshToken, type Rotation } from "../../modules/account/store/refresh-tokens"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { AppError } from "../lib/errors"
import { accessTokenSeconds } from "./access-tokens"
import type { IdentityContext } from "./context"
import { accessTokenFor, type IssuedTokens } from "./issue"
import { endSessions } from "./sign-out"
import { mustHaveTwoFactor } from "./two-factor-duty"

/** Tokens that this process is trading right now. */
const inTrade = new Set<string>()

function inProgress(): AppError {
  return new AppError("REFRESH_IN_PROGRESS", { headers: { "Retry-After": "1" } })
}

/** Rotates a token; until the answer goes out another request with it is told of the first. */
async function rotate(context: IdentityContext, token: string): Promise<Rotation> {
  if (inTrade.has(token)) {
    throw inProgress()
  }
  const arrivedAt = new Date()
  inTrade.add(token)
  try {
    const rotation = await inTransaction(context.pool, (client) =>
      rotateRefreshToken(client, token, arrivedAt)
    )
    if (rotation.outcome === "rotated") {
      await delay(Math.max(0, rotation.answerAt.getTime() - Date.now()))
    }
    return rotation
  } finally {
    inTrade.delete(token)
  }
}

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
  const rotation = await rotate(context, token)
  switch (rotation.outcome) {
    case "concurrent":
      throw inProgress()
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
  if (!account.two_factor_enabled && mustHaveTwoFactor(context, account)) {
    // What became a duty since: the next sign-in has an authenticator set up.
    await endSessions(context, { sessionId: rotation.sessionId }, "two_factor_required")
    throw new AppError("REFRESH_TOKEN_INVALID")
  }
  return {
    account,
    accessToken: accessTokenFor(context, account, rotation.sessionId),
    refreshToken: rotation.secret,
    expiresIn: accessTokenSeconds,
  }
}
