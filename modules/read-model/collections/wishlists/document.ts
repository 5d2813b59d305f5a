import { toObjectId } from "../ids"
import type { WishlistRow } from "./rows"

/** One product on one account's wishlist, as the contract has it. */
export function toWishlistDocument(row: WishlistRow) {
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    userId: toObjectId(row.account_id),
    productId: toObjectId(row.product_id),
    addedAt: row.added_at,
  }
}

export type WishlistDocument = ReturnType<typeof toWishlistDocument>
