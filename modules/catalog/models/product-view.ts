import { model } from "@medusajs/framework/utils"

/**
 * How often a product was looked at; the key is Medusa's product id. Apart from
 * the other counters, so that counting a view drops no cached answer.
 */
export const ProductView = model.define("product_view", {
  id: model.text().primaryKey(),
  view_count: model.number().default(0),
})
