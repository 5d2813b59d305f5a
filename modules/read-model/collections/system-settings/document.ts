import { settingByKey } from "../../../setting/registry"
import { toObjectId } from "../ids"
import type { SettingRow } from "./rows"

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value
}

/** What a setting's ObjectId is made of: a key holds no ULID, and the prefix keeps it apart from Medusa's ids. */
export function settingSeed(key: string): string {
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

export type SettingDocument = ReturnType<typeof toSettingDocument>
