import { Schema } from "mongoose"
import { defineSchema } from "../define-schema"
import type { CategoryDocument } from "./document"

export const categorySchema = defineSchema<CategoryDocument>("categories", {
  name: { type: String, required: true },
  slug: { type: String, required: true },
  description: { type: String, required: true },
  image: String,
  icon: String,
  parentId: { type: Schema.Types.ObjectId, ref: "categories" },
  level: { type: Number, required: true, min: 0 },
  order: { type: Number, required: true },
  isActive: { type: Boolean, required: true },
  metadata: {
    seoTitle: { type: String, required: true },
    seoDescription: { type: String, required: true },
    keywords: { type: [String], required: true },
  },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
})
