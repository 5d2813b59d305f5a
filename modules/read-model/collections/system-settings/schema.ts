import { Schema } from "mongoose"
import { defineSchema } from "../define-schema"
import type { SettingDocument } from "./document"

export const settingSchema = defineSchema<SettingDocument>("system_settings", {
  key: { type: String, required: true },
  value: { type: Schema.Types.Mixed, required: true },
  type: {
    type: String,
    required: true,
    enum: ["string", "number", "boolean", "object", "array"],
  },
  category: {
    type: String,
    required: true,
    enum: ["general", "security", "payment", "email", "notifications"],
  },
  description: { type: String, required: true },
  isPublic: { type: Boolean, required: true },
  updatedBy: { type: Schema.Types.ObjectId, ref: "users" },
  // A setting that nobody has changed has no dates.
  createdAt: Date,
  updatedAt: Date,
})
