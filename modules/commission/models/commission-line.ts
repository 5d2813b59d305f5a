import { model } from "@medusajs/framework/utils"

/** What one line of an order pays, frozen with the terms it came from. Amounts in cents. */
export const CommissionLine = model.define("commission_line", {
  id: model.id({ prefix: "cline" }).primaryKey(),
  order_id: model.text(),
  line_item_id: model.text(),
  seller_id: model.text(),
  rule_id: model.text(),
  base: model.number(),
  basis_points: model.number(),
  fixed: model.number(),
  floor: model.number().nullable(),
  cap: model.number().nullable(),
  amount: model.number(),
})
