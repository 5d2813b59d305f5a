import { model } from "@medusajs/framework/utils"

/** Terms of commission: see rules/resolve.ts. A rule that has been used is ended, never changed. */
export const CommissionRule = model.define("commission_rule", {
  id: model.id({ prefix: "crule" }).primaryKey(),
  scope: model.enum(["default", "category", "seller"]),
  target_id: model.text().nullable(),
  basis_points: model.number().default(0),
  fixed: model.number().default(0),
  floor: model.number().nullable(),
  cap: model.number().nullable(),
  valid_from: model.dateTime(),
  valid_to: model.dateTime().nullable(),
})
