import { objectIdOf } from "../../../src/lib/object-id"
import type { Queryable } from "./pool"

/**
 * Notes which ObjectId stands for which of Medusa's ids. A second id with the
 * same ObjectId breaks the unique index: a collision is an error, never a mix-up.
 */
export async function storeObjectIds(db: Queryable, medusaIds: readonly string[]): Promise<void> {
  if (medusaIds.length === 0) {
    return
  }
  await db.query(
    `INSERT INTO object_id_map (medusa_id, object_id)
     SELECT DISTINCT m, o FROM unnest($1::text[], $2::text[]) AS x(m, o)
      WHERE NOT EXISTS (SELECT FROM object_id_map known WHERE known.medusa_id = m)
      ORDER BY m ON CONFLICT (medusa_id) DO NOTHING`,
    [medusaIds, medusaIds.map(objectIdOf)]
  )
}

/** Medusa's id behind an ObjectId in hexadecimal digits; undefined for one never seen. */
export async function medusaIdOf(db: Queryable, objectId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ medusa_id: string }>(
    "SELECT medusa_id FROM object_id_map WHERE object_id = $1",
    [objectId.toLowerCase()]
  )
  return rows[0]?.medusa_id
}
