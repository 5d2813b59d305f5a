import { model } from "@medusajs/framework/utils"

/**
 * What the marketplace knows of a product beyond Medusa's own fields.
 * Money is in integer cents of the metical, nutrition is per 100 g.
 */
export const CatalogProduct = model.define("catalog_product", {
  id: model.id({ prefix: "catp" }).primaryKey(),
  is_organic: model.boolean().default(false),
  is_gluten_free: model.boolean().default(false),
  is_vegan: model.boolean().default(false),
  allergens: model.array().default([]),
  nutrition: model.json().nullable(),
  attributes: model.json().nullable(),
  short_description: model.text().nullable(),
  unit: model.text().nullable(),
  compare_price: model.number().nullable(),
  cost_price: model.number().nullable(),
  min_stock: model.number().nullable(),
  max_stock: model.number().nullable(),
  is_featured: model.boolean().default(false),
  is_best_seller: model.boolean().default(false),
  is_switched_off: model.boolean().default(false),
  seo: model.json().nullable(),
})
