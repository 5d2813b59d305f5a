/**
 * Shapes of the demonstration content. Everything here is plain data: the
 * seed reads it, nothing in the application does.
 *
 * Money is always an integer in the currency's hundredth (centavos of the
 * metical, cents of the US dollar). Text is Mozambican Portuguese.
 */

/** The allergens a product may declare, in the words shown to the buyer. */
export const seedAllergens = [
  "glúten",
  "amendoim",
  "frutos de casca rija",
  "leite",
  "ovos",
  "soja",
  "peixe",
  "crustáceos",
  "sésamo",
  "mostarda",
  "sulfitos",
] as const

export type SeedAllergen = (typeof seedAllergens)[number]

/** The figures a placeholder picture can be drawn with. */
export const seedMotifs = [
  "leaf",
  "fruit",
  "root",
  "grain",
  "jar",
  "bottle",
  "egg",
  "fish",
  "milk",
  "herb",
  "nut",
  "bean",
] as const

export type SeedMotif = (typeof seedMotifs)[number]

export type SeedPaymentMethod = "m-pesa" | "e-mola" | "credit_card"

export interface SeedSeo {
  title: string
  description: string
  keywords: string[]
}

/** A category; a main one has `children`, and only children hold products. */
export interface SeedCategory {
  /** Transliterated name, unique over both levels. */
  slug: string
  name: string
  description: string
  /** Name of an icon in the shop's icon set. */
  icon: string
  /** Position among its siblings, from 1. */
  order: number
  children?: SeedCategory[]
  seo: SeedSeo
}

export interface SeedBusinessHours {
  /** 0 is Sunday, 6 is Saturday. */
  day: number
  /** Local time (Africa/Maputo) as HH:MM; "00:00" when closed. */
  open: string
  /** Local time (Africa/Maputo) as HH:MM; "00:00" when closed. */
  close: string
  isOpen: boolean
}

export interface SeedAddress {
  street: string
  number: string
  complement?: string
  neighborhood: string
  /** City, town or district seat. */
  city: string
  /** Province. */
  state: string
  /** Four digits; a district carries the code of its province's capital. */
  zipCode: string
  /** Decimal degrees, WGS 84; negative is south. */
  latitude: number
  /** Decimal degrees, WGS 84. */
  longitude: number
}

export interface SeedSeller {
  /** Transliterated business name. */
  slug: string
  businessName: string
  businessDescription: string
  /** Slug of the main category the seller is known for. */
  category: string
  tags: string[]
  contact: {
    /** Always under a `.example` domain. */
    email: string
    /** E.164, from a block that belongs to nobody: +25884000xxxx. */
    phone: string
    /** Always under a `.example` domain. */
    website?: string
  }
  address: SeedAddress
  /** Seven entries, Sunday first. */
  businessHours: SeedBusinessHours[]
  deliveryOptions: {
    pickup: boolean
    localDelivery: boolean
    shipping: boolean
    /** Kilometres around the address; 0 without local delivery. */
    deliveryRadiusKm: number
    /** MZN centavos for one local delivery. */
    deliveryFeeCents: number
  }
  paymentMethods: SeedPaymentMethod[]
  /** Percentage of the sale kept by the marketplace. */
  commissionRate: number
  /** MZN centavos below which no payout is made. */
  minimumPayoutCents: number
  /** Fictional person who holds the seller's account. */
  owner: { firstName: string; lastName: string }
}

/** Per 100 g of the food as sold; energy in kcal, the rest in grams. */
export interface SeedNutrition {
  calories: number
  protein: number
  carbs: number
  fat: number
  fiber: number
  sugar: number
}

export interface SeedVariantOption {
  value: string
  /** MZN centavos. */
  priceCents: number
  /** US cents. */
  priceUsdCents: number
  stock: number
  /** The product's SKU with a suffix. */
  sku: string
}

/** The single option a product is sold by, such as "Peso" or "Embalagem". */
export interface SeedVariants {
  optionName: string
  /** Two to four values; one repeats the product's own price. */
  options: SeedVariantOption[]
}

export interface SeedProduct {
  /** Transliterated name. */
  slug: string
  sellerSlug: string
  /** Slug of a second-level category. */
  categorySlug: string
  name: string
  description: string
  shortDescription: string
  sku: string
  /** EAN-13 from the in-store range (prefix 200), so it names no real item. */
  barcode?: string
  /** What one unit is: "kg", "molho", "frasco 250 g". */
  unit: string
  /** MZN centavos for one unit; with variants, those of the usual option. */
  priceCents: number
  /** US cents for one unit, at about 64 MZN to the dollar. */
  priceUsdCents: number
  /** MZN centavos before a reduction. */
  comparePriceCents?: number
  /** MZN centavos the seller spends on one unit. */
  costPriceCents: number
  /** Kilograms of one unit, packaging included. */
  weightKg: number
  /** Outer dimensions of one packed unit, in centimetres. */
  dimensionsCm?: { length: number; width: number; height: number }
  /** Units on hand; with variants, the sum over the options. */
  stock: number
  /** Units at which the seller is warned. */
  minStock: number
  /** Most units the seller keeps, over all options. */
  maxStock: number
  /** False while the land is in conversion, and for wild fish and salt. */
  isOrganic: boolean
  isGlutenFree: boolean
  isVegan: boolean
  allergens: SeedAllergen[]
  nutritionalInfo: SeedNutrition
  /** Lowercase words a buyer may search by. */
  tags: string[]
  attributes: { name: string; value: string }[]
  /** When present, price and stock are those of the options. */
  variants?: SeedVariants
  isFeatured: boolean
  isBestSeller: boolean
  /** Units sold so far. */
  salesCount: number
  seo?: SeedSeo
  /** What the placeholder picture is drawn from; hue in degrees, 0 to 359. */
  picture: { hue: number; motif: SeedMotif }
}
