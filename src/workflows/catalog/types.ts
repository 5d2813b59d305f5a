/** A picture in its sizes; each URL is absolute, or a path that MEDIA_BASE_URL comes before. */
export type NewPicture = {
  url: string
  thumbnail: string
  medium: string
  large: string
  /** Pixels of the large picture. */
  width: number
  height: number
  /** A data URI of a few bytes, shown while the picture loads. */
  placeholder: string
  alt: string
}

export type NewOption = {
  title: string
  /** In the order buyers see them. */
  values: string[]
}

/** What a buyer puts in the cart: one choice of a value for each option. */
export type NewVariant = {
  /** The value by the option's title; empty for a product without options. */
  options: Record<string, string>
  /** Integer cents of the metical, IVA included. */
  price_cents: number
  /** Integer cents of the US dollar; none where the product has no price in dollars. */
  price_usd_cents?: number
  /** Units on hand at the seller's stock location. */
  stock: number
  sku?: string
  barcode?: string
}

/** What the marketplace knows of a product beyond Medusa's fields; money in cents of the metical. */
export type NewCatalogProduct = {
  is_organic: boolean
  is_gluten_free: boolean
  is_vegan: boolean
  allergens: string[]
  /** Per 100 g: kcal for `calories`, grams for the rest. */
  nutrition: Record<string, number> | null
  attributes: { name: string; value: string }[]
  short_description: string | null
  unit: string | null
  compare_price: number | null
  cost_price: number | null
  min_stock: number | null
  max_stock: number | null
  is_featured: boolean
  is_best_seller: boolean
  seo: { title?: string; description?: string; keywords?: string[] } | null
}

/** A product as its seller gives it. */
export type NewProduct = {
  title: string
  /** The slug in addresses; made of the title where absent. */
  handle?: string
  description: string
  status: "draft" | "proposed" | "published"
  /** The first is the main picture. */
  images: NewPicture[]
  /** Medusa ids; a product usually stands in one category of most depth. */
  category_ids: string[]
  /** Lowercase words; those nobody used yet are made. */
  tags: string[]
  weight_grams: number | null
  dimensions_cm: { length: number; width: number; height: number } | null
  /** ISO 3166-1 alpha-2, lowercase. */
  origin_country?: string
  /** None for a product of one kind, which then has one variant. */
  options: NewOption[]
  variants: NewVariant[]
  catalog: NewCatalogProduct
  /** Units sold before the product stood here, such as on another marketplace. */
  sales_count?: number
}

export type CreateSellerProductsInput = {
  seller_id: string
  products: NewProduct[]
}

/** Where a seller's products hang in Medusa. */
export type SellerPlace = {
  seller_id: string
  stock_location_id: string
  shipping_profile_id: string
  /** The marketplace's channel and the seller's own. */
  sales_channel_ids: string[]
}
