import { listSettings } from "../../../setting/registry"
import type { Projection } from "../projection"
import { settingSeed, toSettingDocument } from "./document"
import { readSettingRows, type SettingRow } from "./rows"
import { settingSchema } from "./schema"

/** The contract's `system_settings`: one document a registered key. */
export const systemSettings: Projection<SettingRow> = {
  collection: "system_settings",
  schema: settingSchema,
  feeds: [{ table: "setting", column: "key" }],
  idSeed: settingSeed,
  listIds: (_db, after, limit) =>
    Promise.resolve(
      listSettings()
        .map((definition) => definition.key)
        .filter((key) => key > after)
        .slice(0, limit)
    ),
  readRows: readSettingRows,
  toDocument: toSettingDocument,
}
