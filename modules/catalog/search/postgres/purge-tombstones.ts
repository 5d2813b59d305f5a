import type { Pool } from "pg"

/**
 * Deletes what removed products left behind before `olderThan`, once no upsert that
 * old can still be under way.
 * @returns how many were deleted.
 */
export async function purgeTombstones(pool: Pool, olderThan: Date): Promise<number> {
  const { rowCount } = await pool.query("delete from product_search where removed_at < $1", [
    olderThan,
  ])
  return rowCount ?? 0
}
