import { randomUUID } from "node:crypto"
import type { Queryable } from "../postgres/pool"
import type { Failure } from "../projector/project"

/** Tries before a document is given up and left to an operator. */
export const maxAttempts = 5

/**
 * Puts documents that failed back into the outbox for a later try (after 0.1, 0.4,
 * 1.6, 6.4 s), or into the dead letters after the last one.
 *
 * @returns those that were given up.
 */
export async function recordFailures<F extends Failure & { attempts: number }>(
  db: Queryable,
  collection: string,
  failures: readonly F[]
): Promise<F[]> {
  const isLast = ({ attempts }: F) => attempts + 1 >= maxAttempts
  for (const failure of failures) {
    const { id, error, attempts } = failure
    if (!isLast(failure)) {
      await db.query(
        `INSERT INTO projection_outbox (source, source_id, attempts, available_at)
         VALUES ($1, $2, $3, now() + make_interval(secs => 0.1 * power(4, $4)))`,
        [collection, id, attempts + 1, attempts]
      )
    } else {
      await db.query(
        `INSERT INTO projection_dead_letter (id, collection, source_id, attempts, error)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (collection, source_id) WHERE deleted_at IS NULL
         DO UPDATE SET attempts = excluded.attempts, error = excluded.error, updated_at = now()`,
        [`pdl_${randomUUID()}`, collection, id, attempts + 1, error]
      )
    }
  }
  return failures.filter(isLast)
}

/** Removes the dead letters of documents that could be projected after all. */
export async function clearDeadLetters(
  db: Queryable,
  collection: string,
  ids: readonly string[]
): Promise<void> {
  await db.query(
    "DELETE FROM projection_dead_letter WHERE collection = $1 AND source_id = ANY($2::text[])",
    [collection, ids]
  )
}
