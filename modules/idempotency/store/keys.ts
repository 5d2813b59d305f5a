import type { Queryable } from "../../../src/lib/queryable"

/** Hours an answer is repeated. */
const keptHours = 24
/** Seconds a request may take before its process counts as dead, and a repeat begins anew. */
const heldSeconds = 60

export type Begun =
  | { state: "new" }
  /** Answered before. */
  | { state: "answered"; status: number; body: string }
  /** The key was another request's. */
  | { state: "reused" }
  | { state: "in_flight" }

/**
 * Begins a request under a key, once: of any number at the same time one is new.
 *
 * @param id the key with whose it is
 * @param fingerprint of what was asked
 */
export async function beginRequest(db: Queryable, id: string, fingerprint: string): Promise<Begun> {
  const { rowCount } = await db.query(
    `INSERT INTO idempotency_key AS k (id, fingerprint, held_until, expires_at)
     VALUES ($1, $2, now() + make_interval(secs => $3), now() + make_interval(hours => $4))
     ON CONFLICT (id) DO UPDATE
        SET fingerprint = excluded.fingerprint, status = NULL, body = NULL,
            held_until = excluded.held_until, expires_at = excluded.expires_at, updated_at = now()
      WHERE k.expires_at <= now()
         OR (k.status IS NULL AND k.held_until <= now() AND k.fingerprint = excluded.fingerprint)`,
    [id, fingerprint, heldSeconds, keptHours]
  )
  if (rowCount === 1) {
    return { state: "new" }
  }
  const { rows } = await db.query<{
    fingerprint: string
    status: number | null
    body: string | null
  }>("SELECT fingerprint, status, body FROM idempotency_key WHERE id = $1", [id])
  const [row] = rows
  if (row === undefined) {
    return { state: "in_flight" }
  }
  if (row.fingerprint !== fingerprint) {
    return { state: "reused" }
  }
  return row.status === null
    ? { state: "in_flight" }
    : { state: "answered", status: row.status, body: row.body ?? "" }
}

/** Keeps what was answered. */
export async function finishRequest(
  db: Queryable,
  id: string,
  answer: { status: number; body: string }
): Promise<void> {
  await db.query(
    "UPDATE idempotency_key SET status = $2, body = $3, updated_at = now() WHERE id = $1",
    [id, answer.status, answer.body]
  )
}

/** Forgets a request that came to nothing, so that it may be made again under its key. */
export async function abandonRequest(db: Queryable, id: string): Promise<void> {
  await db.query("DELETE FROM idempotency_key WHERE id = $1 AND status IS NULL", [id])
}

/** Removes keys whose day is over. */
export async function forgetOldKeys(db: Queryable): Promise<void> {
  await db.query("DELETE FROM idempotency_key WHERE expires_at <= now()")
}
