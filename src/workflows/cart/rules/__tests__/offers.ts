import type { Offer } from "../../types"

/** A variant that can be bought: of one inventory item, `available` in stock. */
export function offerOf(variantId: string, overrides: Partial<Offer> = {}, available = 10): Offer {
  return {
    variant_id: variantId,
    product_id: `prod of ${variantId}`,
    title: "Mel",
    subtitle: null,
    description: null,
    handle: "mel",
    thumbnail: null,
    variant_title: null,
    sku: null,
    barcode: null,
    type_id: null,
    type: null,
    collection_id: null,
    collection: null,
    is_discountable: true,
    is_giftcard: false,
    requires_shipping: true,
    shipping_profile_id: "sp",
    status: "published",
    is_switched_off: false,
    seller: { id: "sel", name: "Machamba", handle: "machamba", status: "approved" },
    prices: null,
    manage_inventory: true,
    allow_backorder: false,
    stock: [{ item: `item of ${variantId}`, required: 1, available }],
    tags: [],
    categories: [],
    ...overrides,
  }
}
