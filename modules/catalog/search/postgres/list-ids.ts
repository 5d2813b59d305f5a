import type { Pool } from "pg"

/**
 * Medusa's ids of the products the index holds, hidden ones too, in order, after
 * `after` ("" for the first page): what `verify` looks for extra rows in.
 */
export async function listIndexedIds(pool: Pool, after: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ product_id: string }>(
    `select product_id from product_search
     where product_id > $1 and removed_at is null order by product_id limit $2`,
    [after, limit]
  )
  return rows.map(({ product_id }) => product_id)
}
