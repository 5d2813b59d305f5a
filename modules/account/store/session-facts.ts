import type { Queryable } from "../../../src/lib/queryable"
import { digestOf } from "./digest"

/** The living session behind a refresh token or a dashboard's cookie; undefined where there is none. */
export async function sessionBehind(
  db: Queryable,
  proof: { refreshToken: string } | { cookie: string }
): Promise<string | undefined> {
  const { rows } =
    "cookie" in proof
      ? await db.query<{ id: string }>(
          "SELECT id FROM account_session WHERE cookie_hash = $1 AND revoked_at IS NULL",
          [digestOf(proof.cookie)]
        )
      : await db.query<{ id: string }>(
          `SELECT s.id FROM account_session s JOIN account_refresh_token t ON t.session_id = s.id
            WHERE t.id = $1 AND s.revoked_at IS NULL`,
          [digestOf(proof.refreshToken)]
        )
  return rows[0]?.id
}

/** Remembers that a session's client keeps its refresh token in a cookie. */
export async function keepRefreshInCookie(db: Queryable, sessionId: string): Promise<void> {
  await db.query("UPDATE account_session SET refresh_in_cookie = true WHERE id = $1", [sessionId])
}

/** Whether a session's client keeps its refresh token in a cookie. */
export async function keepsRefreshInCookie(db: Queryable, sessionId: string): Promise<boolean> {
  const { rows } = await db.query<{ kept: boolean }>(
    "SELECT refresh_in_cookie AS kept FROM account_session WHERE id = $1",
    [sessionId]
  )
  return rows[0]?.kept ?? false
}

/** Whether a session began, by a password, within so many minutes. */
export async function beganWithin(
  db: Queryable,
  sessionId: string,
  minutes: number
): Promise<boolean> {
  const { rows } = await db.query<{ fresh: boolean }>(
    `SELECT created_at > now() - make_interval(mins => $2) AS fresh
       FROM account_session WHERE id = $1 AND revoked_at IS NULL`,
    [sessionId, minutes]
  )
  return rows[0]?.fresh ?? false
}

/** Lets a session ask for the first recovery codes, once, within so many minutes. */
export async function allowFirstCodes(
  db: Queryable,
  sessionId: string,
  minutes: number
): Promise<void> {
  await db.query(
    "UPDATE account_session SET first_codes_until = now() + make_interval(mins => $2) WHERE id = $1",
    [sessionId, minutes]
  )
}

/** Takes a session's leave to ask for the first recovery codes; false where it has none. */
export async function takeFirstCodes(db: Queryable, sessionId: string): Promise<boolean> {
  const { rows } = await db.query<{ allowed: boolean }>(
    `WITH before AS (
       SELECT id, first_codes_until FROM account_session
        WHERE id = $1 AND first_codes_until IS NOT NULL FOR UPDATE)
     UPDATE account_session s SET first_codes_until = NULL FROM before
      WHERE s.id = before.id AND s.revoked_at IS NULL
      RETURNING before.first_codes_until > now() AS allowed`,
    [sessionId]
  )
  return rows[0]?.allowed ?? false
}
