import { model } from "@medusajs/framework/utils"

/**
 * A setting that somebody changed; one that nobody changed has no row and takes
 * the default of the registry.
 */
export const Setting = model
  .define("setting", {
    id: model.id({ prefix: "set" }).primaryKey(),
    key: model.text(),
    value: model.json(),
    updated_by: model.text().nullable(),
  })
  .indexes([{ on: ["key"], unique: true, where: "deleted_at IS NULL" }])
