import { settingByKey } from "../../../setting/registry"
import type { Queryable } from "../../postgres/pool"

export type SettingRow = {
  /** The setting's key: a setting without a row in Postgres has a document too. */
  id: string
  value: unknown
  updated_by: string | null
  created_at: Date | null
  updated_at: Date | null
}

// A setting that nobody changed has no row of its own, and a document all the same.
const settingRows = `
SELECT k.key AS id, s.value, s.updated_by, s.created_at, s.updated_at
  FROM unnest($1::text[]) AS k(key)
  LEFT JOIN setting s ON s.key = k.key AND s.deleted_at IS NULL`

/** Reads registered settings by key; a key that nobody registered has no row. */
export async function readSettingRows(
  db: Queryable,
  keys: readonly string[]
): Promise<SettingRow[]> {
  const known = keys.filter((key) => settingByKey(key) !== undefined)
  const { rows } = await db.query<SettingRow>(settingRows, [known])
  return rows
}
