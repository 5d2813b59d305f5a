import { Schema } from "mongoose"
import { defineSchema, embedded } from "../define-schema"
import type { SellerDocument } from "./document"

const businessHours = embedded({
  day: { type: Number, required: true, min: 0, max: 6 },
  open: { type: String, required: true },
  close: { type: String, required: true },
  isOpen: { type: Boolean, required: true },
})

const bankInfo = embedded({
  bankName: String,
  accountNumber: String,
  agencyNumber: String,
  accountType: String,
})

export const sellerSchema = defineSchema<SellerDocument>("sellers", {
  userId: { type: Schema.Types.ObjectId, ref: "users" },
  slug: { type: String, required: true },
  businessName: { type: String, required: true },
  businessDescription: { type: String, required: true },
  logo: String,
  banner: String,
  category: String,
  tags: { type: [String], required: true },
  contactInfo: { email: String, phone: String, website: String },
  address: {
    street: String,
    number: String,
    complement: String,
    neighborhood: String,
    city: String,
    state: String,
    zipCode: String,
    coordinates: { latitude: Number, longitude: Number },
  },
  businessHours: { type: [businessHours], required: true },
  deliveryOptions: {
    pickup: { type: Boolean, required: true },
    localDelivery: { type: Boolean, required: true },
    shipping: { type: Boolean, required: true },
    deliveryRadius: Number,
    deliveryFee: Number,
  },
  paymentMethods: { type: [String], required: true },
  bankInfo: { type: bankInfo, required: true, select: false },
  commissionRate: { type: Number, select: false },
  minimumPayout: { type: Number, select: false },
  totalSales: { type: Number, required: true },
  totalOrders: { type: Number, required: true },
  averageRating: { type: Number, required: true, min: 0, max: 5 },
  totalReviews: { type: Number, required: true },
  status: {
    type: String,
    required: true,
    enum: ["pending", "approved", "rejected", "suspended"],
  },
  approvedAt: Date,
  approvedBy: { type: Schema.Types.ObjectId, ref: "users", select: false },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
})
