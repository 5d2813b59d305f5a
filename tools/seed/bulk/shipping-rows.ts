import { planShippingOptions } from "../../../modules/seller/rules/shipping-options"
import { toCents } from "../../../src/lib/money"
import { amountOf } from "./amounts"
import type { Batch } from "./batch"
import type { BulkSeller } from "./generate-seller"

/** Adds the shipping options of a seller's delivery settings, with their prices. */
export function addShippingOptions(
  batch: Batch,
  seller: BulkSeller,
  ids: { newId: (prefix: string) => string; moment: string },
  place: { service_zone_id: string; shipping_profile_id: string }
): void {
  const { newId, moment } = ids
  for (const plan of planShippingOptions(seller.delivery)) {
    const id = newId("so")
    const shipping_option_type_id = newId("sotype")
    const { method: code, name: label, description } = plan
    batch.add("shipping_option_type", moment, {
      id: shipping_option_type_id,
      label,
      description,
      code,
    })
    batch.add("shipping_option", moment, {
      id,
      name: plan.name,
      price_type: "flat",
      ...place,
      provider_id: "manual_manual",
      data: { json: { delivery_method: plan.method } },
      shipping_option_type_id,
    })
    for (const [attribute, value] of [
      ["enabled_in_store", "true"],
      ["is_return", "false"],
    ] as const) {
      batch.add("shipping_option_rule", moment, {
        id: newId("sorul"),
        attribute,
        operator: "eq",
        value: { json: value },
        shipping_option_id: id,
      })
    }
    const price_set_id = newId("pset")
    const { text: amount, raw: raw_amount } = amountOf(toCents(plan.amount))
    batch.add("price_set", moment, { id: price_set_id })
    batch.add("price", moment, {
      id: newId("price"),
      price_set_id,
      currency_code: "mzn",
      amount,
      raw_amount,
      rules_count: 0,
    })
    batch.add("shipping_option_price_set", moment, {
      id: newId("sops"),
      shipping_option_id: id,
      price_set_id,
    })
  }
}
