import { generateEntityId } from "@medusajs/framework/utils"
import { digestOf, newSecret } from "./digest"
import type { Queryable } from "../../../src/lib/queryable"

/** Days a refresh token may wait for its use; each use begins them anew. */
export const refreshDays = 7

/** Milliseconds the answer to a trade is held back, for others that set out at the same instant. */
const answerHeldMs = 100

/** Why a session ended; shown to its holder and kept. */
export type RevokeReason =
  | "signed_out"
  | "signed_out_elsewhere"
  | "refresh_reused"
  | "password_changed"
  | "two_factor_changed"
  | "account_changed"
  | "account_closed"

export type SessionPlace = { device: string; address: string }

/** Begins a session with its first refresh token, or with a cookie instead. */
export async function openSession(
  db: Queryable,
  accountId: string,
  kind: "tokens" | "cookie",
  place: SessionPlace
): Promise<{ sessionId: string; secret: string }> {
  const sessionId = generateEntityId(undefined, "ses")
  const secret = newSecret()
  const { device, address } = place
  const cookieHash = kind === "cookie" ? digestOf(secret) : null
  await db.query(
    `WITH session AS (
       INSERT INTO account_session (id, account_id, cookie_hash, device, address, last_used_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, now(), now() + make_interval(days => $6)) RETURNING id)
     INSERT INTO account_refresh_token (id, session_id, expires_at)
     SELECT $7, id, now() + make_interval(days => $6) FROM session WHERE $3::text IS NULL`,
    [sessionId, accountId, cookieHash, device, address, refreshDays, digestOf(secret)]
  )
  return { sessionId, secret }
}

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
    live: boolean
  }>(
    `SELECT t.session_id, s.account_id, t.used_at,
            t.expires_at > now() AND s.revoked_at IS NULL AS live
       FROM account_refresh_token t JOIN account_session s ON s.id = t.session_id WHERE t.id = $1`,
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
  if (!row.live) {
    return { outcome: "unknown" }
  }
  const secret = newSecret()
  const answerAt = new Date(Date.now() + answerHeldMs)
  await db.query(
    `WITH used AS (
       UPDATE account_refresh_token SET used_at = $5, updated_at = now() WHERE id = $1),
     session AS (
       UPDATE account_session SET last_used_at = now(), updated_at = now(),
              expires_at = now() + make_interval(days => $4) WHERE id = $2)
     INSERT INTO account_refresh_token (id, session_id, expires_at)
     VALUES ($3, $2, now() + make_interval(days => $4))`,
    [digest, sessionId, digestOf(secret), refreshDays, answerAt]
  )
  return { outcome: "rotated", sessionId, accountId, secret, answerAt }
}

/** Whose sessions: one session's, all of an account, or all but one of it. */
export type SessionsOf =
  { sessionId: string; accountId?: string } | { accountId: string; except?: string }

/** Ends sessions; gives the ids of those it ended. */
export async function revokeSessions(
  db: Queryable,
  of: SessionsOf,
  reason: RevokeReason
): Promise<string[]> {
  const sessionId = "sessionId" in of ? of.sessionId : null
  const except = "except" in of ? (of.except ?? null) : null
  const { rows } = await db.query<{ id: string }>(
    `UPDATE account_session SET revoked_at = clock_timestamp(), revoke_reason = $4, updated_at = now()
      WHERE revoked_at IS NULL AND ($1::text IS NULL OR id = $1)
        AND ($2::text IS NULL OR account_id = $2) AND ($3::text IS NULL OR id <> $3)
      RETURNING id`,
    [sessionId, of.accountId ?? null, except, reason]
  )
  return rows.map((row) => row.id)
}

export type SessionRow = {
  id: string
  device: string
  address: string
  created_at: Date
  last_used_at: Date
  expires_at: Date
}

/** The sessions of an account that are still good, the last used first. */
export async function listSessions(db: Queryable, accountId: string): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT id, device, address, created_at, last_used_at, expires_at FROM account_session
      WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY last_used_at DESC, id`,
    [accountId]
  )
  return rows
}

/** Sessions revoked since a moment, the oldest first. */
export async function listRevoked(
  db: Queryable,
  since: Date
): Promise<{ id: string; revokedAt: Date }[]> {
  const { rows } = await db.query<{ id: string; revoked_at: Date }>(
    "SELECT id, revoked_at FROM account_session WHERE revoked_at >= $1 ORDER BY revoked_at",
    [since]
  )
  return rows.map((row) => ({ id: row.id, revokedAt: row.revoked_at }))
}
