import type { AccountRow } from "../../modules/account/store/accounts"
import { openSession } from "../../modules/account/store/sessions"
import { AppError } from "../lib/errors"
import { objectIdOf } from "../lib/object-id"
import { accessTokenSeconds } from "./access-tokens"
import type { IdentityContext, Place } from "./context"

/** The two tokens of a session, as a client gets them. */
export type IssuedTokens = {
  accessToken: string
  refreshToken: string
  /** Seconds until the access token expires. */
  expiresIn: number
}

/** An access token for a session of an account, with exactly the contract's claims and ours. */
export function accessTokenFor(
  context: IdentityContext,
  account: Pick<AccountRow, "object_id" | "email" | "role" | "seller_id">,
  sessionId: string
): string {
  return context.tokens.sign({
    userId: account.object_id,
    email: account.email,
    role: account.role,
    ...(account.seller_id === null ? {} : { sellerId: objectIdOf(account.seller_id) }),
    sid: sessionId,
  })
}

/**
 * Begins a session and gives its tokens.
 *
 * @param account as it was before its password was looked at
 * @throws AppError INVALID_CREDENTIALS where that password is no longer what it was.
 */
export async function issueTokens(
  context: IdentityContext,
  account: AccountRow,
  place: Place
): Promise<IssuedTokens & { sessionId: string }> {
  const session = await openSession(context.pool, account, place)
  if (session === undefined) {
    throw new AppError("INVALID_CREDENTIALS")
  }
  const { sessionId, secret } = session
  return {
    sessionId,
    accessToken: accessTokenFor(context, account, sessionId),
    refreshToken: secret,
    expiresIn: accessTokenSeconds,
  }
}
