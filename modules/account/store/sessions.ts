import { generateEntityId } from "@medusajs/framework/utils"
import type { AccountRow } from "./accounts"
import { digestOf, newSecret } from "./digest"
import type { Queryable } from "../../../src/lib/queryable"

/** Days a refresh token may wait for its use; each use begins them anew. */
export const refreshDays = 7

/** Why a session ended; shown to its holder and kept. */
export type RevokeReason =
  | "signed_out"
  | "signed_out_elsewhere"
  | "refresh_reused"
  | "password_changed"
  | "two_factor_changed"
  | "two_factor_required"
  | "account_changed"
  | "account_closed"

export type SessionPlace = { device: string; address: string }

/**
 * Begins a session with its first refresh token, if the account is still as it was when the
 * password was looked at: active, with that password. The row is locked for it: whoever ends
 * the account's sessions at the same moment either finds this one or is seen by it.
 *
 * @param account as it was read before its password was compared
 */
export async function openSession(
  db: Queryable,
  account: Pick<AccountRow, "id" | "password_version">,
  { device, address }: SessionPlace
): Promise<{ sessionId: string; secret: string } | undefined> {
  const sessionId = generateEntityId(undefined, "ses")
  const secret = newSecret()
  const { rowCount } = await db.query(
    `WITH holder AS (
       SELECT id FROM account
        WHERE id = $2 AND password_version = $3 AND status = 'active' AND deleted_at IS NULL FOR SHARE),
     session AS (
       INSERT INTO account_session (id, account_id, device, address, last_used_at, expires_at)
       SELECT $1, id, $4, $5, now(), now() + make_interval(days => $6) FROM holder RETURNING id)
     INSERT INTO account_refresh_token (id, session_id, expires_at)
     SELECT $7, id, now() + make_interval(days => $6) FROM session`,
    [
      sessionId,
      account.id,
      account.password_version,
      device,
      address,
      refreshDays,
      digestOf(secret),
    ]
  )
  return rowCount === 1 ? { sessionId, secret } : undefined
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
      WHERE revoked_at IS NULL AND (CAST($1 AS text) IS NULL OR id = $1)
        AND (CAST($2 AS text) IS NULL OR account_id = $2) AND (CAST($3 AS text) IS NULL OR id <> $3)
      RETURNING id`,
    [sessionId, of.accountId ?? null, except, reason]
  )
  return rows.map((row) => row.id)
}

/**
 * Ends all sessions of an account but one, and any sign-in under way: it looked at the
 * password before, and finds the version moved. To be called in a transaction, in which the
 * account's row is taken first, so that a session begun meanwhile is seen here.
 *
 * @returns the ids of those it ended
 */
export async function shutAccountOut(
  db: Queryable,
  accountId: string,
  reason: RevokeReason,
  except?: string
): Promise<string[]> {
  await db.query(
    "UPDATE account SET password_version = password_version + 1, updated_at = now() WHERE id = $1",
    [accountId]
  )
  return revokeSessions(db, { accountId, ...(except === undefined ? {} : { except }) }, reason)
}

export type SessionRow = {
  id: string
  device: string
  address: string
  created_at: Date
  last_used_at: Date
  expires_at: Date
  revoked_at: Date | null
  revoke_reason: string | null
}

const sessionColumns =
  "id, device, address, created_at, last_used_at, expires_at, revoked_at, revoke_reason"

/** The sessions of an account that are still good, the last used first. */
export async function listSessions(db: Queryable, accountId: string): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${sessionColumns} FROM account_session
      WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY last_used_at DESC, id`,
    [accountId]
  )
  return rows
}

/** All sessions of an account that are kept, those that are over too, the last used first. */
export async function listAllSessions(db: Queryable, accountId: string): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `SELECT ${sessionColumns} FROM account_session WHERE account_id = $1 ORDER BY last_used_at DESC, id`,
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
