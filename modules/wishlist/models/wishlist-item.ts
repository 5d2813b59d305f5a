import { model } from "@medusajs/framework/utils"

/** A product on an account's wishlist. Prices in cents; null where it had none. */
export const WishlistItem = model
  .define("wishlist_item", {
    id: model.id({ prefix: "wish" }).primaryKey(),
    account_id: model.text(),
    product_id: model.text(),
    /** When it was added. */
    price: model.number().nullable(),
    /** As it was last looked at: what came after is news. */
    seen_price: model.number().nullable(),
    seen_available: model.boolean(),
    /** How often its owner was written to about it. */
    notices: model.number().default(0),
  })
  .indexes([{ on: ["account_id", "product_id"], unique: true }])
