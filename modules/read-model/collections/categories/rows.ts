import type { Queryable } from "../../postgres/pool"

export type CategoryRow = {
  id: string
  name: string
  handle: string
  description: string
  rank: number
  parent_category_id: string | null
  level: number
  is_active: boolean
  is_internal: boolean
  metadata: Record<string, unknown> | null
  created_at: Date
  updated_at: Date
}

// Depth by parent, not by Medusa's mpath: a parent set by plain SQL leaves mpath behind.
const categoryRows = `
SELECT c.id, c.name, c.handle, c.description, c.rank, c.parent_category_id, c.is_active,
       c.is_internal, c.metadata, c.created_at, c.updated_at,
       (WITH RECURSIVE up AS (
          SELECT c.parent_category_id AS parent, 0 AS depth
          UNION ALL
          SELECT k.parent_category_id, up.depth + 1 FROM up
            JOIN product_category k ON k.id = up.parent WHERE up.depth < 16)
        SELECT max(depth) FROM up) AS level
  FROM product_category c
 WHERE c.id = ANY($1::text[]) AND c.deleted_at IS NULL`

/** Reads the current state of categories, without the order of `ids`; a deleted one has no row. */
export async function readCategoryRows(
  db: Queryable,
  ids: readonly string[]
): Promise<CategoryRow[]> {
  const { rows } = await db.query<CategoryRow>(categoryRows, [ids])
  return rows
}
