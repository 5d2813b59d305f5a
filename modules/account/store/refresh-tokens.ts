import type { Role } from "../rules/permissions"
import { latestEndOf } from "../rules/session-age"
import type { Queryable } from "../../../src/lib/queryable"
import { digestOf, newSecret } from "./digest"
import { refreshDays, revokeSessions } from "./sessions"

/** Milliseconds the answer to a trade is held back, for others that set out at the same instant. */
const answerHeldMs = 100

export type Rotation =
  | { outcome: "rotated"; sessionId: string; accountId: string; secret: string; answerAt: Date }
  /** Another request is at this token right now, and gets the next one. */
  | { outcome: "concurrent" }
  /** The token was used before: whoever has it now, its family is dead. */
  | { outcome: "reused"; sessionId: string; accountId: string }
  | { outcome: "unknown" }

/**
 * Trades a refresh token for the next one; to be called in a transaction.
 *
 * Of two at the same instant one gets the lock and the other is told so and hurts
 * nobody. So is one that arrives before the answer to the first: only from then on can
 * anybody know that the token is used, and one that comes then is a reuse: it revokes the
 * session. The caller holds the answer back until `answerAt`, so that two tabs of a
 * browser, which never ask in quite the same millisecond, both go on.
 *
 * @param arrivedAt when the request came, by the clock of the processes, as `used_at` is
 */
export async function rotateRefreshToken(
  db: Queryable,
  token: string,
  arrivedAt: Date
): Promise<Rotation> {
  const digest = digestOf(token)
  const lock = await db.query<{ taken: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('refresh:' || $1, 0)) AS taken",
    [digest]
  )
  if (lock.rows[0]?.taken !== true) {
    return { outcome: "concurrent" }
  }
  const found = await db.query<{
    session_id: string
    account_id: string
    used_at: Date | null
    created_at: Date
    role: Role
    live: boolean
  }>(
    `SELECT t.session_id, s.account_id, t.used_at, s.created_at, a.role,
            t.expires_at > now() AND s.revoked_at IS NULL AS live
       FROM account_refresh_token t JOIN account_session s ON s.id = t.session_id
       JOIN account a ON a.id = s.account_id WHERE t.id = $1`,
    [digest]
  )
  const [row] = found.rows
  if (row === undefined) {
    return { outcome: "unknown" }
  }
  const { session_id: sessionId, account_id: accountId } = row
  if (row.used_at !== null && row.live && row.used_at >= arrivedAt) {
    return { outcome: "concurrent" }
  }
  if (row.used_at !== null) {
    await revokeSessions(db, { sessionId }, "refresh_reused")
    return { outcome: "reused", sessionId, accountId }
  }
  const latestEnd = latestEndOf(row.created_at, row.role)
  if (!row.live || latestEnd <= arrivedAt) {
    return { outcome: "unknown" }
  }
  const secret = newSecret()
  const answerAt = new Date(Date.now() + answerHeldMs)
  await db.query(
    `WITH used AS (
       UPDATE account_refresh_token SET used_at = $5, updated_at = now() WHERE id = $1),
     session AS (
       UPDATE account_session SET last_used_at = now(), updated_at = now(),
              expires_at = least(now() + make_interval(days => $4), $6) WHERE id = $2)
     INSERT INTO account_refresh_token (id, session_id, expires_at)
     VALUES ($3, $2, least(now() + make_interval(days => $4), $6))`,
    [digest, sessionId, digestOf(secret), refreshDays, answerAt, latestEnd]
  )
  return { outcome: "rotated", sessionId, accountId, secret, answerAt }
}
