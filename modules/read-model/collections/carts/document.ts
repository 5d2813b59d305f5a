import { toObjectId } from "../ids"
import type { CartItemRow, CartRow } from "./rows"

const toItem = (row: CartItemRow) => ({
  _id: toObjectId(row.id),
  medusaId: row.id,
  productId: toObjectId(row.product_id),
  variantId: toObjectId(row.variant_id),
  quantity: row.quantity,
  addedAt: new Date(row.created_at),
})

/** A cart as the contract has it. */
export function toCartDocument(row: CartRow) {
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    userId: toObjectId(row.account_id),
    sessionId: row.session_id,
    items: row.items.map(toItem),
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export type CartDocument = ReturnType<typeof toCartDocument>
