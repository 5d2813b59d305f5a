import type { PoolClient } from "pg"

/** Changes that were written and not yet projected; one row for each distinct source id. */
export type Claimed = {
  source: string
  source_id: string
  attempts: number
  /** When the oldest of them was written. */
  created_at: Date
  /** Rows that the same transaction wrote, of those claimed; the least where several did. */
  siblings: number
}

/**
 * The outbox has two queues. `changes` are what triggers wrote, `table.column`.
 * `documents` are single documents, by a collection's name: what a wide change was
 * spread into, what is tried again, what a check wants projected. Each batch takes of
 * both, so that neither queue waits for the other to be empty.
 */
export type Lane = "changes" | "documents"

/** As the partial indexes say it, so that a claim walks over its own queue alone. */
const condition = {
  changes: "source LIKE '%.%'",
  documents: "source NOT LIKE '%.%'",
} as const satisfies Record<Lane, string>

/**
 * Takes up to `limit` rows of a queue out of the outbox inside the caller's transaction,
 * the oldest first: a rollback, or a crash, gives them back. Rows another projector holds
 * are passed over, and a commit that comes late is simply seen later.
 */
export async function claimChanges(
  client: PoolClient,
  lane: Lane,
  limit: number
): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>(
    `WITH claimed AS (
       DELETE FROM projection_outbox WHERE id = ANY(ARRAY(
         SELECT id FROM projection_outbox WHERE ${condition[lane]} AND available_at <= now()
          ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
       RETURNING id, source, source_id, attempts, created_at, xmin::text AS writer),
     counted AS (
       SELECT *, count(*) OVER (PARTITION BY writer)::int AS siblings FROM claimed)
     SELECT source, source_id, max(attempts) AS attempts, min(created_at) AS created_at,
            min(siblings) AS siblings
       FROM counted GROUP BY source, source_id ORDER BY min(id)`,
    [limit]
  )
  return rows
}
