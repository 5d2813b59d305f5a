import { Schema } from "mongoose"
import { defineSchema, embedded } from "../define-schema"
import type { ProductDocument } from "./document"

const { ObjectId } = Schema.Types

const picture = embedded({
  url: { type: String, required: true },
  thumbnail: { type: String, required: true },
  medium: { type: String, required: true },
  large: { type: String, required: true },
  width: Number,
  height: Number,
  placeholder: String,
  alt: { type: String, required: true },
})

const nameAndValue = embedded({
  name: { type: String, required: true },
  value: { type: String, required: true },
})

const variant = embedded({
  _id: { type: ObjectId, required: true },
  name: { type: String, required: true },
  options: {
    type: [
      embedded({
        value: { type: String, required: true },
        price: Number,
        stock: Number,
        sku: String,
      }),
    ],
    required: true,
  },
})

const combination = embedded({
  _id: { type: ObjectId, required: true },
  medusaId: { type: String, required: true },
  title: { type: String, required: true },
  options: { type: [nameAndValue], required: true },
  price: Number,
  comparePrice: Number,
  priceUsd: Number,
  stock: Number,
  sku: String,
  barcode: String,
})

export const productSchema = defineSchema<ProductDocument>("products", {
  sellerId: { type: ObjectId, ref: "sellers" },
  categoryId: { type: ObjectId, ref: "categories" },
  categoryPath: { type: [{ type: ObjectId, ref: "categories" }], required: true },
  name: { type: String, required: true },
  slug: { type: String, required: true },
  description: { type: String, required: true },
  shortDescription: { type: String, required: true },
  images: { type: [String], required: true },
  mainImage: String,
  pictures: { type: [picture], required: true },
  price: Number,
  comparePrice: Number,
  costPrice: { type: Number, select: false },
  priceUsd: Number,
  currency: { type: String, required: true },
  unit: String,
  sku: String,
  barcode: String,
  weight: Number,
  dimensions: { length: Number, width: Number, height: Number },
  stock: Number,
  minStock: { type: Number, select: false },
  maxStock: Number,
  isOrganic: { type: Boolean, required: true },
  isGlutenFree: { type: Boolean, required: true },
  isVegan: { type: Boolean, required: true },
  allergens: { type: [String], required: true },
  nutritionalInfo: {
    calories: Number,
    protein: Number,
    carbs: Number,
    fat: Number,
    fiber: Number,
    sugar: Number,
  },
  tags: { type: [String], required: true },
  attributes: { type: [nameAndValue], required: true },
  variants: { type: [variant], required: true },
  combinations: { type: [combination], required: true },
  status: { type: String, required: true, enum: ["draft", "active", "inactive", "out_of_stock"] },
  isPublic: { type: Boolean, required: true },
  isInStock: { type: Boolean, required: true },
  isFeatured: { type: Boolean, required: true },
  isBestSeller: { type: Boolean, required: true },
  viewCount: { type: Number, required: true },
  salesCount: { type: Number, required: true },
  averageRating: { type: Number, required: true, min: 0, max: 5 },
  totalReviews: { type: Number, required: true },
  seo: {
    title: { type: String, required: true },
    description: { type: String, required: true },
    keywords: { type: [String], required: true },
  },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
})
