/** What a product is found by. Ids are the 24 hexadecimal digits clients see; money in cents. */
export type ProductEntry = {
  /** Medusa's id. */
  productId: string
  objectId: string
  /** Part of the product's address in the storefront; suggestions carry it. */
  slug: string
  isPublic: boolean
  name: string
  sellerName: string | null
  tags: string[]
  shortDescription: string
  description: string
  /** From the product's own category up to the root, and their names in the same order. */
  categoryIds: string[]
  categoryNames: string[]
  sellerId: string | null
  price: number | null
  averageRating: number
  salesCount: number
  isOrganic: boolean
  isVegan: boolean
  isGlutenFree: boolean
  isInStock: boolean
  isFeatured: boolean
  isBestSeller: boolean
  allergens: string[]
  createdAt: Date
}

/** Every condition must hold. A category stands for itself and all below it. */
export type ProductFilter = {
  categoryId?: string
  sellerId?: string
  /** Cents, inclusive. */
  minPrice?: number
  maxPrice?: number
  isOrganic?: boolean
  isVegan?: boolean
  isGlutenFree?: boolean
  isInStock?: boolean
  isFeatured?: boolean
  isBestSeller?: boolean
  /** Holds none of these allergens. */
  allergenFree?: string[]
  /** Has all of these tags. */
  tags?: string[]
  /** Mean rating of at least this. */
  minRating?: number
}

export const productSorts = [
  "relevance",
  "price",
  "-price",
  "-rating",
  "-createdAt",
  "createdAt",
  "-salesCount",
  "name",
  "-name",
] as const

export type ProductSort = (typeof productSorts)[number]

export type ProductQuery = {
  /** Search text; absent lists all that pass the filter. */
  text?: string
  filter: ProductFilter
  sort: ProductSort
  /** From 1; ignored where a cursor is given. */
  page: number
  limit: number
  /** Where an earlier answer's `nextCursor` goes on. */
  cursor?: string
  facets?: boolean
}

/**
 * How many of the matches have each value, most first. Where `isEstimate`, only some
 * of the matches were counted: counts are lower bounds, and rare values may be missing.
 */
export type ProductFacets = {
  isEstimate: boolean
  categories: { id: string; count: number }[]
  sellers: { id: string; count: number }[]
  tags: { value: string; count: number }[]
  allergens: { value: string; count: number }[]
  flags: {
    organic: number
    vegan: number
    glutenFree: number
    inStock: number
    featured: number
    bestSeller: number
  }
  /** Cents; null where nothing matches. */
  price: { min: number | null; max: number | null }
}

export type ProductPage = {
  /** ObjectIds as hexadecimal digits, in order. */
  objectIds: string[]
  total: number
  /** False where counting stopped early and `total` is a lower bound. */
  isTotalExact: boolean
  nextCursor: string | null
  facets?: ProductFacets
  /** The text searched for instead, where a word was taken for a misspelling. */
  correctedText?: string
}

/**
 * What of a product a list depends on, so that a change drops only the cached
 * lists that it can alter: `member` is whether it is public at all.
 */
export type ProductDimension =
  | "member"
  | "text"
  | "name"
  | "category"
  | "seller"
  | "price"
  | "rating"
  | "sales"
  | "stock"
  | "flags"
  | "allergens"
  | "tags"

export type Suggestion = {
  text: string
  kind: "word" | "product" | "category"
  id?: string
  slug?: string
}

/** Finds products. The Postgres index also tells what a change of an entry could alter. */
export interface ProductSearch {
  search: (query: ProductQuery) => Promise<ProductPage>
  /** Completions of what a buyer has typed so far, best first. */
  suggest: (text: string, limit: number) => Promise<Suggestion[]>
  /**
   * Stores entries as of a version; an entry with a later version stays as it is.
   * @returns the dimensions in which any entry differs from what was stored.
   */
  upsert: (entries: ProductEntry[], version: string) => Promise<Set<ProductDimension>>
  /** Removes entries by Medusa's id as of a version, and leaves nothing that a slower upsert could revive. */
  remove: (productIds: string[], version: string) => Promise<Set<ProductDimension>>
  /**
   * Takes products out of every answer as of a version and otherwise leaves them as they
   * are; an entry with a later version stays, and one never stored stays unknown.
   */
  hide: (productIds: string[], version: string) => Promise<Set<ProductDimension>>
}
