import { listSettings, settingByKey } from "../../../setting/registry"
import { toObjectId } from "../ids"
import type { Projection } from "../projection"

type SettingRow = {
  /** The setting's key: a setting without a row in Postgres has a document too. */
  id: string
  value: unknown
  updated_by: string | null
  created_at: Date | null
  updated_at: Date | null
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value
}

// A key holds no ULID; the prefix keeps it apart from every id of Medusa.
function settingSeed(key: string): string {
  return `setting:${key}`
}

/** A setting as the contract has it, with the registry's default where nobody changed it. */
export function toSettingDocument(row: SettingRow) {
  const definition = settingByKey(row.id)
  if (definition === undefined) {
    throw new Error(`No setting is registered under the key ${row.id}`)
  }
  const stored = definition.schema.safeParse(row.value)
  const value = stored.success ? stored.data : definition.default
  return {
    _id: toObjectId(settingSeed(row.id)),
    medusaId: row.id,
    key: row.id,
    value,
    type: typeOf(value),
    category: definition.category,
    description: definition.description,
    isPublic: definition.isPublic,
    updatedBy: toObjectId(row.updated_by),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The contract's `system_settings`: one document a registered key. */
export const systemSettings: Projection<SettingRow> = {
  collection: "system_settings",
  feeds: [{ table: "setting", column: "key" }],
  idSeed: settingSeed,
  listIds: (_db, after, limit) =>
    Promise.resolve(
      listSettings()
        .map((definition) => definition.key)
        .filter((key) => key > after)
        .slice(0, limit)
    ),
  readRows: async (db, ids) => {
    const known = ids.filter((key) => settingByKey(key) !== undefined)
    const { rows } = await db.query<SettingRow>(
      `SELECT k.key AS id, s.value, s.updated_by, s.created_at, s.updated_at
         FROM unnest($1::text[]) AS k(key)
         LEFT JOIN setting s ON s.key = k.key AND s.deleted_at IS NULL`,
      [known]
    )
    return rows
  },
  toDocument: toSettingDocument,
}
