import { setTimeout as delay } from "node:timers/promises"
import type { Pool } from "pg"

/**
 * Waits until the changes written so far have left the outbox, also as the single
 * documents that a wide one is spread into: those keep its time.
 *
 * @returns false where `limit` milliseconds were not enough.
 */
export async function outboxDrained(pool: Pool, limit: number): Promise<boolean> {
  const { rows } = await pool.query<{ moment: string }>("SELECT clock_timestamp()::text AS moment")
  const deadline = Date.now() + limit
  while (Date.now() < deadline) {
    const left = await pool.query<{ left: boolean }>(
      "SELECT EXISTS (SELECT FROM projection_outbox WHERE created_at <= $1::timestamptz) AS left",
      [rows[0]?.moment]
    )
    if (left.rows[0]?.left === false) {
      return true
    }
    await delay(100)
  }
  return false
}
