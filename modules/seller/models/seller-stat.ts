import { model } from "@medusajs/framework/utils"

/** Counters of a seller that orders and reviews move; the key is the seller's id. Sales in cents. */
export const SellerStat = model.define("seller_stat", {
  id: model.text().primaryKey(),
  total_sales: model.bigNumber().default(0),
  total_orders: model.number().default(0),
  rating_sum: model.number().default(0),
  review_count: model.number().default(0),
})
