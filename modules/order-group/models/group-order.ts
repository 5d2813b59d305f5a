import { model } from "@medusajs/framework/utils"

/** One seller's order of a group; the key is the order's id. What was frozen with it, in cents. */
export const GroupOrder = model.define("group_order", {
  id: model.text().primaryKey(),
  group_id: model.text(),
  seller_id: model.text(),
  number: model.text(),
  payment_collection_id: model.text(),
  /** Null where there is nothing to pay. */
  payment_session_id: model.text().nullable(),
  /** Goods and delivery before discounts; prices hold their tax, which `tax` is the part of. */
  subtotal: model.number(),
  shipping: model.number(),
  discount: model.number(),
  tax: model.number(),
  total: model.number(),
  marketplace_discount: model.number().default(0),
  commission: model.number().default(0),
})
