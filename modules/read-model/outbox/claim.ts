import type { PoolClient } from "pg"

/** Changes that were written and not yet projected; one row for each distinct source id. */
export type Claimed = {
  source: string
  source_id: string
  attempts: number
  /** When the oldest of them was written. */
  created_at: Date
}

/**
 * Takes up to `limit` rows out of the outbox inside the caller's transaction: a
 * rollback, or a crash, gives them back. Rows another projector holds are passed
 * over, and a commit that comes late is simply seen later.
 */
export async function claimChanges(client: PoolClient, limit: number): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>(
    `WITH claimed AS (
       DELETE FROM projection_outbox WHERE id = ANY(ARRAY(
         SELECT id FROM projection_outbox WHERE available_at <= now()
          ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
       RETURNING source, source_id, attempts, created_at)
     SELECT source, source_id, max(attempts) AS attempts, min(created_at) AS created_at
       FROM claimed GROUP BY source, source_id`,
    [limit]
  )
  return rows
}
