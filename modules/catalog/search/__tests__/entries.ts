import type { ProductEntry, ProductQuery } from "../port"

let made = 0

/** Hexadecimal digits of an ObjectId that nothing else has. */
export function objectId(number: number): string {
  return number.toString(16).padStart(24, "0")
}

/** A public product in stock with a name of its own, unless told otherwise. */
export function entry(fields: Partial<ProductEntry> = {}): ProductEntry {
  made += 1
  return {
    productId: `prod_${made.toString().padStart(6, "0")}`,
    objectId: objectId(made),
    slug: `produto-${made}`,
    isPublic: true,
    name: `Produto ${made}`,
    sellerName: null,
    tags: [],
    shortDescription: "",
    description: "",
    categoryIds: [],
    categoryNames: [],
    sellerId: null,
    price: 10_000,
    averageRating: 0,
    salesCount: 0,
    isOrganic: false,
    isVegan: false,
    isGlutenFree: false,
    isInStock: true,
    isFeatured: false,
    isBestSeller: false,
    allergens: [],
    createdAt: new Date("2026-01-01T00:00:00Z"),
    ...fields,
  }
}

export function query(fields: Partial<ProductQuery> = {}): ProductQuery {
  return { filter: {}, sort: "relevance", page: 1, limit: 20, ...fields }
}
