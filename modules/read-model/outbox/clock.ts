import type { Pool } from "pg"

/**
 * Writes a change for each price list that began or ended since the last look, in
 * the same transaction that moves the clock on: what changes by time alone is
 * never missed, whichever process looks and however long none did.
 */
export async function noteClockChanges(pool: Pool): Promise<void> {
  await pool.query(`
    WITH clock AS (
      SELECT name, checked_at, clock_timestamp() AS looked_at FROM projection_clock
       WHERE name = 'price_list' FOR UPDATE SKIP LOCKED),
    moved AS (
      UPDATE projection_clock c SET checked_at = clock.looked_at FROM clock WHERE c.name = clock.name)
    INSERT INTO projection_outbox (source, source_id)
    SELECT 'price_list.id', l.id FROM price_list l, clock
     WHERE (l.starts_at > clock.checked_at AND l.starts_at <= clock.looked_at)
        OR (l.ends_at >= clock.checked_at AND l.ends_at < clock.looked_at)`)
}
