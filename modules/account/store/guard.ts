import { lockUntilAfter, triesBeforeLock } from "../rules/lockout"
import type { Queryable } from "../../../src/lib/queryable"

const attemptMinutes = 60
/** A try that never reported back, its process having died, counts as failed after this. */
const lostTrySeconds = 60

export type Attempt = { allowed: true; key: string } | { allowed: false; retryAfterSeconds: number }

/**
 * Counts a try before the password is looked at, so that a hundred at once get no
 * more than five looks. While a lock lasts nothing is counted: nobody can prolong it.
 *
 * @param device one that has signed in to this e-mail before, or a session of it, which has a
 *   count of its own; empty for strangers
 */
export async function beginAttempt(db: Queryable, email: string, device: string): Promise<Attempt> {
  const key = device === "" ? email : `${email}|${device}`
  const counted = await db.query<{ attempts: number }>(
    `INSERT INTO account_sign_in_guard AS g (id, email, attempts) VALUES ($1, $2, 1)
     ON CONFLICT (id) DO UPDATE
        SET attempts = CASE WHEN g.lock_until IS NOT NULL OR g.attempts >= $3
                              OR g.updated_at < now() - make_interval(mins => $4)
                            THEN 1 ELSE g.attempts + 1 END,
            lock_until = NULL, updated_at = now()
      WHERE (g.lock_until IS NULL AND g.attempts < $3) OR g.lock_until <= now()
         OR (g.lock_until IS NULL AND g.updated_at < now() - make_interval(secs => $5))
     RETURNING attempts`,
    [key, email, triesBeforeLock, attemptMinutes, lostTrySeconds]
  )
  if (counted.rows.length > 0) {
    return { allowed: true, key }
  }
  const locked = await db.query<{ seconds: number | null }>(
    `SELECT ceil(extract(epoch FROM coalesce(lock_until, updated_at + make_interval(secs => $2)) - now()))::int AS seconds
       FROM account_sign_in_guard WHERE id = $1`,
    [key, lostTrySeconds]
  )
  return { allowed: false, retryAfterSeconds: Math.max(1, locked.rows[0]?.seconds ?? 1) }
}

type GuardState = { attempts: number; locks: number; lastLockedAt: Date | null }

/** Where a key stands, after the try that has just failed. */
async function readGuard(db: Queryable, key: string): Promise<GuardState | undefined> {
  const { rows } = await db.query<{
    attempts: number
    locks: number
    last_locked_at: Date | null
  }>("SELECT attempts, locks, last_locked_at FROM account_sign_in_guard WHERE id = $1", [key])
  const [row] = rows
  return row && { attempts: row.attempts, locks: row.locks, lastLockedAt: row.last_locked_at }
}

/** Locks a key, unless another process has. */
async function lockKey(db: Queryable, key: string, until: Date, locks: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE account_sign_in_guard
        SET lock_until = $2, locks = $3, last_locked_at = now(), updated_at = now()
      WHERE id = $1 AND lock_until IS NULL`,
    [key, until, locks]
  )
  return rowCount === 1
}

/** Notes that a try failed; locks the key where that is due. Tells whether this try did. */
export async function failAttempt(db: Queryable, key: string): Promise<boolean> {
  const state = await readGuard(db, key)
  const lock = state === undefined ? null : lockUntilAfter(state, new Date())
  return lock !== null && lockKey(db, key, lock.until, lock.locks)
}

/** Takes back a try that was not made. */
export async function withdrawAttempt(db: Queryable, key: string): Promise<void> {
  await db.query(
    "UPDATE account_sign_in_guard SET attempts = attempts - 1 WHERE id = $1 AND attempts > 0",
    [key]
  )
}

/** Forgets failures: after a right password, for that key; after a reset, for all of the e-mail. */
export async function forgetFailures(db: Queryable, by: { key: string } | { email: string }) {
  await ("key" in by
    ? db.query("DELETE FROM account_sign_in_guard WHERE id = $1", [by.key])
    : db.query("DELETE FROM account_sign_in_guard WHERE email = $1", [by.email]))
}

/** Until when an e-mail is locked for strangers; undefined where it is not. */
export async function lockedUntil(db: Queryable, email: string): Promise<Date | undefined> {
  const { rows } = await db.query<{ lock_until: Date }>(
    "SELECT lock_until FROM account_sign_in_guard WHERE id = $1 AND lock_until > now()",
    [email]
  )
  return rows[0]?.lock_until
}
