import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { plainPriceOf, type Price } from "./rules/price"
import type { CartState, Offer } from "./types"

/** So many units of a variant. */
type Priced = { key: string; offer: Offer | undefined; quantity: number }

type Calculated = {
  id: string
  raw_calculated_amount: { value: string | number } | null
  raw_original_amount: { value: string | number } | null
  is_calculated_price_tax_inclusive: boolean
  calculated_price: { price_list_type: string | null }
}

function toPrice(calculated: Calculated): Price | null {
  const amount = calculated.raw_calculated_amount?.value
  const original = calculated.raw_original_amount?.value
  if (amount === undefined) {
    return null
  }
  const isSale = calculated.calculated_price.price_list_type === "sale"
  return {
    amount: String(amount),
    compareAt:
      isSale && original !== undefined && Number(original) !== Number(amount)
        ? String(original)
        : null,
    isTaxInclusive: calculated.is_calculated_price_tax_inclusive,
  }
}

/** What Medusa tells a price's rules of; more than ten entries would cost a statement more. */
function contextOf(state: CartState, quantity: number) {
  return {
    currency_code: state.currency_code,
    quantity,
    ...(state.region_id === null ? {} : { region_id: state.region_id }),
    ...(state.sales_channel_id === null ? {} : { sales_channel_id: state.sales_channel_id }),
    ...(state.customer_id === null
      ? {}
      : {
          customer_id: state.customer_id,
          customer: { id: state.customer_id, groups: state.customer_groups.map((id) => ({ id })) },
        }),
  }
}

/**
 * The price of each variant in a cart, by key; null where it has none. Prices without rules were
 * read with the cart; the pricing module is asked for the others, once a quantity.
 */
export async function priceAll(
  container: MedusaContainer,
  state: CartState,
  wanted: readonly Priced[]
): Promise<Map<string, Price | null>> {
  const found = new Map<string, Price | null>()
  const ruled = new Map<number, Priced[]>()
  for (const entry of wanted) {
    const prices = entry.offer?.prices ?? null
    if (prices?.is_ruled === true) {
      ruled.set(entry.quantity, [...(ruled.get(entry.quantity) ?? []), entry])
    } else {
      found.set(entry.key, prices === null ? null : plainPriceOf(prices, state.tax_inclusive))
    }
  }
  for (const [quantity, entries] of ruled) {
    const sets = [...new Set(entries.map(({ offer }) => offer?.prices?.set_id ?? ""))]
    const calculated = (await container
      .resolve(Modules.PRICING)
      .calculatePrices(
        { id: sets },
        { context: contextOf(state, quantity) as never }
      )) as unknown as Calculated[]
    const bySet = new Map(calculated.map((entry) => [entry.id, toPrice(entry)]))
    for (const { key, offer } of entries) {
      found.set(key, bySet.get(offer?.prices?.set_id ?? "") ?? null)
    }
  }
  return found
}
