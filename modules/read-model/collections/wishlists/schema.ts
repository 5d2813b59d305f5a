import { Schema } from "mongoose"
import { defineSchema } from "../define-schema"
import type { WishlistDocument } from "./document"

export const wishlistSchema = defineSchema<WishlistDocument>("wishlists", {
  userId: { type: Schema.Types.ObjectId, required: true, ref: "users" },
  productId: { type: Schema.Types.ObjectId, required: true, ref: "products" },
  addedAt: { type: Date, required: true },
})
