import { model } from "@medusajs/framework/utils"

/** Counters of a product that orders and reviews move; the key is Medusa's product id. */
export const ProductStat = model.define("product_stat", {
  id: model.text().primaryKey(),
  sales_count: model.number().default(0),
  rating_sum: model.number().default(0),
  review_count: model.number().default(0),
})
