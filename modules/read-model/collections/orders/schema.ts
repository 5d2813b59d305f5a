import { Schema } from "mongoose"
import { defineSchema, embedded } from "../define-schema"
import type { OrderDocument } from "./document"

const item = embedded({
  productId: { type: Schema.Types.ObjectId, ref: "products" },
  variantId: Schema.Types.ObjectId,
  name: { type: String, required: true },
  sku: String,
  price: { type: Number, required: true, min: 0 },
  quantity: { type: Number, required: true, min: 0 },
  total: { type: Number, required: true, min: 0 },
  image: String,
})

const address = {
  firstName: String,
  lastName: String,
  street: String,
  number: String,
  complement: String,
  neighborhood: String,
  city: String,
  state: String,
  zipCode: String,
  phone: String,
}

const amount = { type: Number, required: true, min: 0 } as const

export const orderSchema = defineSchema<OrderDocument>("orders", {
  orderNumber: { type: String, required: true },
  orderGroupId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, ref: "users" },
  sellerId: { type: Schema.Types.ObjectId, required: true, ref: "sellers" },
  items: { type: [item], required: true },
  subtotal: amount,
  tax: amount,
  shipping: amount,
  discount: amount,
  total: amount,
  currency: { type: String, required: true },
  status: {
    type: String,
    required: true,
    enum: ["pending", "confirmed", "processing", "shipped", "delivered", "cancelled", "refunded"],
  },
  paymentStatus: {
    type: String,
    required: true,
    enum: ["pending", "paid", "failed", "refunded"],
  },
  refundedAmount: amount,
  paymentMethod: { type: String, required: true, enum: ["m-pesa", "e-mola", "credit_card"] },
  paymentIntentId: String,
  shippingAddress: address,
  billingAddress: address,
  deliveryMethod: String,
  estimatedDelivery: Date,
  trackingNumber: String,
  trackingUrl: String,
  notes: String,
  sellerNotes: { type: String, select: false },
  commission: { type: Number, required: true, min: 0, select: false },
  sellerAmount: { type: Number, required: true, select: false },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  paidAt: Date,
  processingAt: Date,
  shippedAt: Date,
  deliveredAt: Date,
  cancelledAt: Date,
})
