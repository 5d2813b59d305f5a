import { Schema } from "mongoose"
import { roles } from "../../../account/rules/permissions"
import { defineSchema, embedded } from "../define-schema"
import type { UserDocument } from "./document"

const address = embedded({
  _id: { type: Schema.Types.ObjectId, required: true },
  medusaId: { type: String, required: true },
  type: { type: String, required: true, enum: ["billing", "shipping"] },
  firstName: { type: String, required: true },
  lastName: { type: String, required: true },
  street: { type: String, required: true },
  number: String,
  complement: String,
  neighborhood: String,
  city: { type: String, required: true },
  state: String,
  zipCode: String,
  country: String,
  phone: String,
  isDefault: { type: Boolean, required: true },
})

const avatarSizes = embedded({ thumbnail: String, medium: String, large: String })

export const userSchema = defineSchema<UserDocument>("users", {
  sellerId: { type: Schema.Types.ObjectId, ref: "sellers" },
  firstName: { type: String, required: true },
  lastName: { type: String, required: true },
  email: { type: String, required: true },
  phone: String,
  password: { type: String, select: false },
  avatar: String,
  avatarSizes,
  role: { type: String, required: true, enum: [...roles] },
  isEmailVerified: { type: Boolean, required: true },
  isPhoneVerified: { type: Boolean, required: true },
  status: { type: String, required: true, enum: ["active", "inactive", "suspended"] },
  emailVerificationToken: { type: String, select: false },
  passwordResetToken: { type: String, select: false },
  passwordResetExpires: { type: Date, select: false },
  twoFactorSecret: { type: String, select: false },
  twoFactorEnabled: { type: Boolean, required: true },
  lastLogin: Date,
  loginAttempts: { type: Number, required: true, select: false },
  lockUntil: { type: Date, select: false },
  preferences: {
    language: { type: String, required: true, enum: ["pt", "en"] },
    currency: { type: String, required: true, enum: ["MZN", "USD"] },
    timezone: { type: String, required: true },
    notifications: {
      email: { type: Boolean, required: true },
      sms: { type: Boolean, required: true },
      push: { type: Boolean, required: true },
    },
  },
  addresses: { type: [address], required: true },
  revision: { type: Number, required: true },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
})
