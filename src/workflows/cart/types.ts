import type { AdjustmentRow, TaxLineRow } from "../checkout/cart-row"

export type LineAdjustment = AdjustmentRow

/** A line as Medusa's tables have it; amounts in major units, as decimal text. */
export type StoredLine = {
  id: string
  variant_id: string | null
  product_id: string | null
  product_type_id: string | null
  title: string
  variant_title: string | null
  thumbnail: string | null
  quantity: number
  unit_price: string
  compare_at_unit_price: string | null
  is_tax_inclusive: boolean
  is_custom_price: boolean
  is_discountable: boolean
  metadata: Record<string, unknown> | null
  created_at: string
  tax_lines: TaxLineRow[]
  adjustments: LineAdjustment[]
}

/** Prices without rules: the lowest base price and the lowest of a list that holds now. */
export type PlainPrices = {
  set_id: string
  base: string | null
  list: string | null
  list_type: string | null
  /** Rules, quantities or several kinds of list: only Medusa's pricing module tells the price. */
  is_ruled: boolean
}

/** Units of one inventory item, at the seller's place, and how many one unit of the variant takes. */
export type ItemStock = { item: string; required: number; available: number }

/** A variant as it can be bought now. */
export type Offer = {
  variant_id: string
  product_id: string
  title: string
  subtitle: string | null
  description: string | null
  handle: string | null
  thumbnail: string | null
  variant_title: string | null
  sku: string | null
  barcode: string | null
  type_id: string | null
  type: string | null
  collection_id: string | null
  collection: string | null
  is_discountable: boolean
  is_giftcard: boolean
  requires_shipping: boolean
  shipping_profile_id: string | null
  status: string
  is_switched_off: boolean
  seller: { id: string; name: string; handle: string; status: string } | null
  prices: PlainPrices | null
  manage_inventory: boolean
  allow_backorder: boolean
  stock: ItemStock[]
  tags: string[]
  categories: string[]
}

export type ShippingMethod = {
  id: string
  name: string
  amount: string
  is_tax_inclusive: boolean
  shipping_option_id: string | null
  option_type_id: string | null
  profile_id: string | null
  seller_id: string | null
  tax_lines: TaxLineRow[]
  adjustments: LineAdjustment[]
}

export type TaxRate = {
  id: string
  rate: number | null
  code: string
  name: string
  is_default: boolean
  is_combinable: boolean
  region_id: string
  parent_id: string | null
  province: string | null
  provider: string | null
  rules: { reference: string; reference_id: string }[]
}

/** A promotion that a cart is linked with. */
export type CartPromotion = {
  id: string
  code: string
  is_automatic: boolean
  seller_funded: boolean
}

export type CartAddress = {
  country_code: string | null
  province: string | null
  city: string | null
  postal_code: string | null
}

/** A cart with all that its answer and its next state depend on. */
export type CartState = {
  id: string
  customer_id: string | null
  customer_groups: string[]
  email: string | null
  region_id: string | null
  sales_channel_id: string | null
  currency_code: string
  created_at: string
  /** When it was last changed; it expires some days after. */
  active_at: string
  address: CartAddress | null
  automatic_taxes: boolean
  /** Whether prices of the cart's currency hold their tax. */
  tax_inclusive: boolean
  tax_rates: TaxRate[]
  promotions: CartPromotion[]
  has_automatic_promotions: boolean
  has_payment_collection: boolean
  lines: StoredLine[]
  shipping: ShippingMethod[]
  offers: Offer[]
  /** Variants that were asked for by name, of which `offers` tells. */
  wanted: string[]
}
