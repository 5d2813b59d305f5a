import type { Types } from "mongoose"
import { toCents } from "../../../../src/lib/money"
import { toObjectId } from "../ids"
import type { ProductRow, VariantRow } from "./rows"

/** A picture with its sizes; paths are relative to MEDIA_BASE_URL where stored here. */
export type Picture = {
  url: string
  thumbnail: string
  medium: string
  large: string
  width: number | null
  height: number | null
  placeholder: string | null
  alt: string
}

/** One Medusa variant: what `variantId` means in a cart. */
export type Combination = {
  _id: Types.ObjectId
  medusaId: string
  title: string
  options: { name: string; value: string }[]
  price: number | null
  comparePrice: number | null
  priceUsd: number | null
  stock: number | null
  sku: string | null
  barcode: string | null
}

export type ProductStatus = "draft" | "active" | "inactive" | "out_of_stock"

const sizes = ["thumbnail", "medium", "large"] as const

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

function positive(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null
}

function toPicture(image: ProductRow["images"][number], alt: string): Picture {
  const metadata = image.metadata ?? {}
  const [thumbnail, medium, large] = sizes.map((size) => text(metadata[size]) ?? image.url)
  return {
    url: image.url,
    thumbnail: thumbnail ?? image.url,
    medium: medium ?? image.url,
    large: large ?? image.url,
    width: positive(metadata.width),
    height: positive(metadata.height),
    placeholder: text(metadata.placeholder),
    alt: text(metadata.alt) ?? alt,
  }
}

/** What a buyer without a customer group pays, and the price before a reduction, in cents. */
export function priceOf(variant: Pick<VariantRow, "base_mzn" | "list_mzn" | "list_type">): {
  price: number | null
  original: number | null
} {
  const base = variant.base_mzn === null ? null : toCents(variant.base_mzn)
  const list = variant.list_mzn === null ? null : toCents(variant.list_mzn)
  if (list === null) {
    return { price: base, original: null }
  }
  if (variant.list_type === "override") {
    return { price: list, original: null }
  }
  if (base === null || list < base) {
    return { price: list, original: base }
  }
  return { price: base, original: null }
}

function toCombination(variant: VariantRow, row: ProductRow): Combination {
  const { price, original } = priceOf(variant)
  const options = row.options.flatMap((option) => {
    const chosen = variant.options.find((entry) => entry.option_id === option.id)
    const value = option.values.find((entry) => entry.id === chosen?.value_id)
    return value === undefined ? [] : [{ name: option.title, value: value.value }]
  })
  return {
    _id: toObjectId(variant.id),
    medusaId: variant.id,
    title: variant.title,
    options,
    price,
    comparePrice: original,
    priceUsd: variant.base_usd === null ? null : toCents(variant.base_usd),
    stock: variant.available === null ? null : Math.max(0, Number(variant.available)),
    sku: variant.sku,
    barcode: variant.barcode,
  }
}

function lowest(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** Stock of several variants: null, without limit, where any of them has no limit. */
function summedStock(combinations: Combination[]): number | null {
  let sum = 0
  for (const { stock } of combinations) {
    if (stock === null) {
      return null
    }
    sum += stock
  }
  return sum
}

/** The contract's `variants[]`: one entry an option, its values with lowest price and summed stock. */
function toVariants(row: ProductRow, combinations: Combination[]) {
  return row.options.map((option) => ({
    _id: toObjectId(option.id),
    name: option.title,
    options: option.values.map(({ value }) => {
      const having = combinations.filter((combination) =>
        combination.options.some((entry) => entry.name === option.title && entry.value === value)
      )
      return {
        value,
        price: lowest(having.map((combination) => combination.price)),
        stock: having.length === 0 ? 0 : summedStock(having),
        sku: having.length === 1 ? (having[0]?.sku ?? null) : null,
      }
    }),
  }))
}

/** The contract's status of a product, from Medusa's and the stock that is left. */
export function statusOf(
  medusaStatus: string,
  switchedOff: boolean,
  stock: number | null
): ProductStatus {
  if (medusaStatus === "draft") {
    return "draft"
  }
  if (medusaStatus !== "published" || switchedOff) {
    return "inactive"
  }
  return stock === 0 ? "out_of_stock" : "active"
}

/** Mean of ratings to two places; zero where nobody has rated. */
export function averageRating(sum: number, count: number): number {
  return count === 0 ? 0 : Math.round((sum / count) * 100) / 100
}

const nutrients = ["calories", "protein", "carbs", "fat", "fiber", "sugar"] as const

function toNutrition(nutrition: Record<string, number> | null) {
  return Object.fromEntries(
    nutrients.map((name) => {
      const value = nutrition?.[name]
      return [name, typeof value === "number" ? value : null]
    })
  )
}

/**
 * A Medusa product with the marketplace's fields as the contract's product:
 * money in cents, weight in kg (Medusa holds grams), lengths in cm.
 */
export function toProductDocument(row: ProductRow) {
  const catalog = row.catalog
  const combinations = row.variants.map((variant) => toCombination(variant, row))
  const cheapest = combinations.reduce<Combination | null>(
    (best, entry) =>
      entry.price !== null && (best?.price == null || entry.price < best.price) ? entry : best,
    null
  )
  const price = cheapest?.price ?? null
  const compare = cheapest?.comparePrice ?? catalog?.compare_price ?? null
  const stock = summedStock(combinations)
  const status = statusOf(row.status, catalog?.is_switched_off ?? false, stock)
  const pictures = row.images.map((image) => toPicture(image, row.title))
  const [categoryId = null] = row.category_path
  const isSellable = status === "active" || status === "out_of_stock"

  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    sellerId: toObjectId(row.seller_id),
    categoryId: toObjectId(categoryId),
    categoryPath: row.category_path.map((id) => toObjectId(id)),
    name: row.title,
    slug: row.handle,
    description: row.description ?? "",
    shortDescription: catalog?.short_description ?? row.subtitle ?? "",
    images: pictures.map((picture) => picture.url),
    mainImage: pictures[0]?.url ?? row.thumbnail,
    pictures,
    price,
    comparePrice: compare !== null && price !== null && compare > price ? compare : null,
    costPrice: catalog?.cost_price ?? null,
    priceUsd: lowest(combinations.map((combination) => combination.priceUsd)),
    currency: "MZN",
    unit: catalog?.unit ?? null,
    sku: cheapest?.sku ?? combinations[0]?.sku ?? null,
    barcode: cheapest?.barcode ?? combinations[0]?.barcode ?? null,
    weight: row.weight === null ? null : Math.round(row.weight) / 1000,
    dimensions: { length: row.length, width: row.width, height: row.height },
    stock,
    minStock: catalog?.min_stock ?? null,
    maxStock: catalog?.max_stock ?? null,
    isOrganic: catalog?.is_organic ?? false,
    isGlutenFree: catalog?.is_gluten_free ?? false,
    isVegan: catalog?.is_vegan ?? false,
    allergens: catalog?.allergens ?? [],
    nutritionalInfo: toNutrition(catalog?.nutrition ?? null),
    tags: row.tags,
    attributes: (catalog?.attributes ?? []).map(({ name, value }) => ({ name, value })),
    variants: toVariants(row, combinations),
    combinations,
    status,
    isPublic: isSellable && row.seller_status === "approved" && price !== null,
    isInStock: stock === null || stock > 0,
    isFeatured: catalog?.is_featured ?? false,
    isBestSeller: catalog?.is_best_seller ?? false,
    viewCount: row.view_count,
    salesCount: row.sales_count,
    averageRating: averageRating(row.rating_sum, row.review_count),
    totalReviews: row.review_count,
    seo: {
      title: catalog?.seo?.title ?? row.title,
      description: catalog?.seo?.description ?? catalog?.short_description ?? "",
      keywords: catalog?.seo?.keywords ?? row.tags,
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export type ProductDocument = ReturnType<typeof toProductDocument>
