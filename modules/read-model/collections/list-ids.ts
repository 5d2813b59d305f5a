import type { Queryable } from "../postgres/pool"

/** Pages through the ids of a table's living rows in rising order. */
export function listLivingIds(table: string) {
  return async (db: Queryable, after: string, limit: number): Promise<string[]> => {
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE deleted_at IS NULL AND id > $1 ORDER BY id LIMIT $2`,
      [after, limit]
    )
    return rows.map((row) => row.id)
  }
}
