import { Schema } from "mongoose"
import { defineSchema, embedded } from "../define-schema"
import type { PaymentDocument } from "./document"

const gatewayData = embedded({
  state: String,
  code: String,
  failure: String,
  operation: String,
  httpStatus: Number,
  answer: String,
})

const cardInfo = embedded({ last4: String, brand: String, expMonth: Number, expYear: Number })

const refund = embedded({
  _id: { type: Schema.Types.ObjectId, required: true },
  amount: { type: Number, required: true, min: 1 },
  reason: { type: String, required: true },
  status: { type: String, required: true },
  externalId: String,
  createdAt: { type: Date, required: true },
})

export const paymentSchema = defineSchema<PaymentDocument>("payments", {
  orderId: { type: Schema.Types.ObjectId, required: true, ref: "orders" },
  userId: { type: Schema.Types.ObjectId, ref: "users" },
  amount: { type: Number, required: true, min: 0 },
  currency: { type: String, required: true },
  method: { type: String, required: true, enum: ["m-pesa", "e-mola", "credit_card"] },
  status: {
    type: String,
    required: true,
    enum: ["pending", "processing", "succeeded", "failed", "cancelled", "refunded"],
  },
  paymentIntentId: String,
  externalId: String,
  gateway: String,
  gatewayData: { type: gatewayData, select: false },
  failureReason: String,
  cardInfo,
  pixCode: String,
  pixExpiresAt: Date,
  refundedAmount: { type: Number, required: true, min: 0 },
  refunds: { type: [refund], required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  paidAt: Date,
})
