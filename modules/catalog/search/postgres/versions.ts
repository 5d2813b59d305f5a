import type { Pool } from "pg"

/** Versions by Medusa's id of those of these products that are stored and not removed. */
export async function versionsOf(pool: Pool, productIds: string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ product_id: string; version: string }>(
    `select product_id, version from product_search
     where product_id = any($1::text[]) and removed_at is null`,
    [productIds]
  )
  return new Map(rows.map(({ product_id, version }) => [product_id, version]))
}
