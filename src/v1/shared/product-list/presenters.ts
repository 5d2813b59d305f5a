import type { ProductDocument } from "../../../../modules/read-model/collections/products/document"

/**
 * What anybody may see of a product. An allow-list: a field that is not named
 * here (costPrice, minStock, …) never leaves by a public answer.
 */
export const publicProductFields = [
  "sellerId",
  "categoryId",
  "categoryPath",
  "name",
  "slug",
  "description",
  "shortDescription",
  "images",
  "mainImage",
  "pictures",
  "price",
  "comparePrice",
  "priceUsd",
  "currency",
  "unit",
  "sku",
  "barcode",
  "weight",
  "dimensions",
  "stock",
  "isInStock",
  "isOrganic",
  "isGlutenFree",
  "isVegan",
  "allergens",
  "nutritionalInfo",
  "tags",
  "attributes",
  "variants",
  "combinations",
  "status",
  "isFeatured",
  "isBestSeller",
  "viewCount",
  "salesCount",
  "averageRating",
  "totalReviews",
  "seo",
  "createdAt",
  "updatedAt",
] as const satisfies readonly (keyof ProductDocument)[]

export type PublicProductField = (typeof publicProductFields)[number]

/** What a list shows of each product unless `fields` asks otherwise: enough for a card. */
export const cardFields: readonly PublicProductField[] = [
  "sellerId",
  "categoryId",
  "name",
  "slug",
  "shortDescription",
  "images",
  "mainImage",
  "price",
  "comparePrice",
  "priceUsd",
  "currency",
  "unit",
  "sku",
  "stock",
  "isInStock",
  "isOrganic",
  "isGlutenFree",
  "isVegan",
  "allergens",
  "tags",
  "status",
  "isFeatured",
  "isBestSeller",
  "salesCount",
  "averageRating",
  "totalReviews",
  "createdAt",
  "updatedAt",
]

type Stored = Record<string, unknown> & { _id: unknown }

function withBase(base: string, path: unknown): unknown {
  return typeof path === "string" && path.startsWith("/") ? base + path : path
}

function presentPictures(pictures: unknown, base: string): unknown {
  const list = Array.isArray(pictures) ? (pictures as Record<string, unknown>[]) : []
  return list.map((picture) => ({
    ...picture,
    url: withBase(base, picture.url),
    thumbnail: withBase(base, picture.thumbnail),
    medium: withBase(base, picture.medium),
    large: withBase(base, picture.large),
  }))
}

/** An embedded document under `id`, as the API presents every `_id`; Medusa's own id stays inside. */
function presentEmbedded(entries: unknown): unknown {
  const list = Array.isArray(entries) ? (entries as Record<string, unknown>[]) : []
  return list.map(({ _id, medusaId: _medusaId, ...rest }) => ({ id: _id, ...rest }))
}

function presentField(name: PublicProductField, value: unknown, base: string): unknown {
  switch (name) {
    case "images":
      return base === "" || !Array.isArray(value)
        ? value
        : value.map((path) => withBase(base, path))
    case "mainImage":
      return withBase(base, value)
    case "pictures":
      return presentPictures(value, base)
    case "variants":
    case "combinations":
      return presentEmbedded(value)
    default:
      return value
  }
}

/** A product of the read model as anybody sees it, narrowed to `fields`; `base` precedes stored pictures' paths. */
export function presentProduct(
  document: Stored,
  fields: readonly PublicProductField[],
  base: string
): Record<string, unknown> {
  const presented: Record<string, unknown> = { id: document._id }
  for (const name of fields) {
    presented[name] = presentField(name, document[name] ?? null, base)
  }
  return presented
}
