import { digestOf, newSecret } from "../../modules/account/store/digest"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"

/**
 * Gives a session a cookie beside its tokens, as the dashboard asks; an earlier cookie of
 * it stops working.
 *
 * @returns the cookie's value
 */
export async function cookieForSession(
  context: IdentityContext,
  sessionId: string
): Promise<string> {
  const value = newSecret()
  const { rowCount } = await context.pool.query(
    "UPDATE account_session SET cookie_hash = $2, updated_at = now() WHERE id = $1 AND revoked_at IS NULL",
    [sessionId, digestOf(value)]
  )
  if (rowCount !== 1) {
    throw new AppError("UNAUTHENTICATED")
  }
  context.actors.forget()
  return value
}
