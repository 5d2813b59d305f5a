import { amountOf, quantityOf } from "./amounts"
import type { Batch } from "./batch"
import type { SellerRef } from "./context"
import type { BulkProduct, BulkVariant } from "./generate"

/** A product whose rows are being added. */
export type Made = {
  id: string
  /** When it was made, ISO-8601. */
  moment: string
  newId: (prefix: string) => string
  product: BulkProduct
}

const none = quantityOf(0)

/** Adds a variant with its prices and its stock, as Medusa's createProductsWorkflow writes them. */
export function addVariant(
  batch: Batch,
  { id, moment, newId, product }: Made,
  variant: BulkVariant,
  rank: number,
  valueId: string,
  seller: SellerRef
): void {
  const variant_id = newId("variant")
  batch.add("product_variant", moment, {
    id: variant_id,
    title: variant.value,
    sku: variant.sku,
    manage_inventory: true,
    allow_backorder: false,
    variant_rank: rank,
    product_id: id,
  })
  batch.add("product_variant_option", moment, { variant_id, option_value_id: valueId })

  const price_set_id = newId("pset")
  batch.add("price_set", moment, { id: price_set_id })
  for (const [currency_code, cents] of [
    ["mzn", variant.priceCents],
    ["usd", variant.priceUsdCents],
  ] as const) {
    const { text: amount, raw: raw_amount } = amountOf(cents)
    batch.add("price", moment, {
      id: newId("price"),
      price_set_id,
      currency_code,
      amount,
      raw_amount,
      rules_count: 0,
    })
  }
  batch.add("product_variant_price_set", moment, { id: newId("pvps"), variant_id, price_set_id })

  const inventory_item_id = newId("iitem")
  const stocked = quantityOf(variant.stock)
  const { dimensionsCm, weightKg } = product.template
  batch.add("inventory_item", moment, {
    id: inventory_item_id,
    sku: variant.sku,
    title: product.name,
    description: variant.value,
    origin_country: "mz",
    weight: Math.round(weightKg * 1000),
    length: dimensionsCm === undefined ? null : Math.ceil(dimensionsCm.length),
    height: dimensionsCm === undefined ? null : Math.ceil(dimensionsCm.height),
    width: dimensionsCm === undefined ? null : Math.ceil(dimensionsCm.width),
    requires_shipping: true,
  })
  batch.add("inventory_level", moment, {
    id: newId("ilev"),
    inventory_item_id,
    location_id: seller.stockLocationId,
    stocked_quantity: stocked.text,
    reserved_quantity: none.text,
    incoming_quantity: none.text,
    raw_stocked_quantity: stocked.raw,
    raw_reserved_quantity: none.raw,
    raw_incoming_quantity: none.raw,
  })
  batch.add("product_variant_inventory_item", moment, {
    id: newId("pvitem"),
    variant_id,
    inventory_item_id,
    required_quantity: 1,
  })
}
