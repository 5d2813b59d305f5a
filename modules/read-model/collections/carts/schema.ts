import { Schema } from "mongoose"
import { defineSchema, embedded } from "../define-schema"
import type { CartDocument } from "./document"

const item = embedded({
  _id: { type: Schema.Types.ObjectId, required: true },
  medusaId: { type: String, required: true },
  productId: { type: Schema.Types.ObjectId, ref: "products" },
  variantId: Schema.Types.ObjectId,
  quantity: { type: Number, required: true },
  addedAt: { type: Date, required: true },
})

export const cartSchema = defineSchema<CartDocument>("carts", {
  userId: { type: Schema.Types.ObjectId, ref: "users" },
  // Whoever knows it has the cart.
  sessionId: { type: String, select: false },
  items: { type: [item], required: true },
  expiresAt: { type: Date, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
})
