import { model } from "@medusajs/framework/utils"

/**
 * The one cart that a buyer, or a guest's session, has at /v1. It stands apart from the cart,
 * whose metadata orders repeat and anybody with the cart's id may read.
 */
export const CartHolder = model.define("cart_holder", {
  /** A customer's id, or `guest:` and the session's id. */
  id: model.text().primaryKey(),
  cart_id: model.text(),
  /** A guest's, as the client made it. */
  session_id: model.text().nullable(),
})
