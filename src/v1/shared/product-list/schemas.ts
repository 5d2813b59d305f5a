import { z } from "zod"
import { productSorts } from "../../../../modules/catalog/search/port"
import {
  cents,
  objectId,
  pagination,
  paging,
  queryFlag,
  queryInt,
  queryList,
  queryText,
  success,
  timestamp,
} from "../schemas"
import { publicProductFields, type PublicProductField } from "./presenters"

const fieldNames: ReadonlySet<string> = new Set(publicProductFields)

const fields = queryList
  .refine((names) => names.every((name) => name === "id" || fieldNames.has(name)), {
    error: `must be among id, ${publicProductFields.join(", ")}`,
  })
  .transform((names) => names.filter((name): name is PublicProductField => fieldNames.has(name)))

/** Prices of up to a million meticais. */
const price = queryInt(0, 100_000_000)

/** Conditions, order and page of every product list. */
export const productListQuery = z.strictObject({
  ...paging,
  cursor: z.string().max(500).optional(),
  fields: fields.optional(),
  sort: z.enum(productSorts).optional(),
  category: queryText(200).optional().meta({ description: "Id or slug; with all below it" }),
  seller: queryText(200).optional().meta({ description: "Id or slug" }),
  minPrice: price.optional(),
  maxPrice: price.optional(),
  organic: queryFlag.optional(),
  vegan: queryFlag.optional(),
  glutenFree: queryFlag.optional(),
  allergenFree: queryList.optional().meta({ description: "Holds none of these allergens" }),
  tags: queryList.optional().meta({ description: "Has all of these tags" }),
  inStock: queryFlag.optional(),
  featured: queryFlag.optional(),
  bestSeller: queryFlag.optional(),
  minRating: z
    .string()
    .regex(/^[0-5](\.\d{1,2})?$/, "must be a number from 0 to 5")
    .transform(Number)
    .pipe(z.number().max(5))
    .optional(),
  facets: queryFlag.optional(),
})

export type ProductListQuery = z.output<typeof productListQuery>

const priceOrder = (query: { minPrice?: number | undefined; maxPrice?: number | undefined }) =>
  query.minPrice === undefined || query.maxPrice === undefined || query.minPrice <= query.maxPrice

const priceOrderError = { path: ["minPrice"], error: "must not be above maxPrice" }

export const productListQuerystring = productListQuery.refine(priceOrder, priceOrderError)

export const productSearchQuerystring = productListQuery
  .extend({ q: queryText(200).meta({ description: "Search text", example: "acucar" }) })
  .refine(priceOrder, priceOrderError)

export const suggestQuerystring = z.strictObject({
  q: queryText(100),
  limit: queryInt(1, 20).optional(),
})

export const productDetailQuerystring = z.strictObject({ fields: fields.optional() })

const variant = z.object({
  id: objectId,
  name: z.string(),
  options: z.array(
    z.object({
      value: z.string(),
      price: cents.nullable(),
      stock: z.int().nullable(),
      sku: z.string().nullable(),
    })
  ),
})

const combination = z.object({
  id: objectId.meta({ description: "What `variantId` means in a cart" }),
  title: z.string(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  price: cents.nullable(),
  comparePrice: cents.nullable(),
  priceUsd: cents.nullable(),
  stock: z.int().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
})

const picture = z.object({
  url: z.string(),
  thumbnail: z.string(),
  medium: z.string(),
  large: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  placeholder: z.string().nullable().meta({ description: "Tiny data URI to show while loading" }),
  alt: z.string(),
})

const measure = z.number().nullable()

const productShape = {
  sellerId: objectId.nullable(),
  categoryId: objectId.nullable(),
  categoryPath: z.array(objectId).meta({ description: "From its own category up to the root" }),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  shortDescription: z.string(),
  images: z.array(z.string()),
  mainImage: z.string().nullable(),
  pictures: z.array(picture),
  price: cents.nullable(),
  comparePrice: cents.nullable(),
  priceUsd: cents.nullable(),
  currency: z.literal("MZN"),
  unit: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  weight: measure.meta({ description: "kg" }),
  dimensions: z.object({ length: measure, width: measure, height: measure }),
  stock: z.int().nullable().meta({ description: "Null where stock is not counted" }),
  isInStock: z.boolean(),
  isOrganic: z.boolean(),
  isGlutenFree: z.boolean(),
  isVegan: z.boolean(),
  allergens: z.array(z.string()),
  nutritionalInfo: z.object({
    calories: measure,
    protein: measure,
    carbs: measure,
    fat: measure,
    fiber: measure,
    sugar: measure,
  }),
  tags: z.array(z.string()),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  variants: z.array(variant),
  combinations: z.array(combination),
  status: z.enum(["active", "out_of_stock"]),
  isFeatured: z.boolean(),
  isBestSeller: z.boolean(),
  viewCount: z.int(),
  salesCount: z.int(),
  averageRating: z.number(),
  totalReviews: z.int(),
  seo: z.object({ title: z.string(), description: z.string(), keywords: z.array(z.string()) }),
  createdAt: timestamp,
  updatedAt: timestamp,
} satisfies Record<PublicProductField, z.ZodType>

/** A product narrowed by `fields`: every field but the id may be left out. */
const productResource = z.object(productShape).partial().extend({ id: objectId })

const count = z.object({ id: objectId, name: z.string().nullable(), count: z.int() })
const valueCount = z.object({ value: z.string(), count: z.int() })

const facets = z.object({
  isEstimate: z.boolean().meta({ description: "True where the counts come from a sample" }),
  categories: z.array(count),
  sellers: z.array(count),
  tags: z.array(valueCount),
  allergens: z.array(valueCount),
  flags: z.object({
    organic: z.int(),
    vegan: z.int(),
    glutenFree: z.int(),
    inStock: z.int(),
    featured: z.int(),
    bestSeller: z.int(),
  }),
  price: z.object({ min: cents.nullable(), max: cents.nullable() }),
})

export const productListData = z.object({
  products: z.array(productResource),
  pagination,
  facets: facets.optional(),
  correctedText: z
    .string()
    .optional()
    .meta({ description: "What was searched for instead of a misspelling" }),
})

export const productListAnswer = success(productListData)
export const productAnswer = success(z.object({ product: productResource }))

export const suggestAnswer = success(
  z.object({
    suggestions: z.array(
      z.object({
        text: z.string(),
        kind: z.enum(["word", "product", "category"]),
        id: objectId.optional(),
        slug: z.string().optional(),
      })
    ),
  })
)
