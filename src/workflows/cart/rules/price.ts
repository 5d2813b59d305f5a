import type { PlainPrices } from "../types"

/** What a unit costs, in major units as decimal text. */
export type Price = {
  amount: string
  /** The price before a sale. */
  compareAt: string | null
  isTaxInclusive: boolean
}

/**
 * The price of a variant whose prices have no rules, as Medusa's pricing module gives it: a list
 * that overrides wins, a sale where it is not above the base price.
 */
export function plainPriceOf(prices: PlainPrices, isTaxInclusive: boolean): Price | null {
  const { base, list, list_type } = prices
  if (list === null) {
    return base === null ? null : { amount: base, compareAt: null, isTaxInclusive }
  }
  if (list_type === "override" || base === null) {
    return { amount: list, compareAt: null, isTaxInclusive }
  }
  const isLower = Number(list) <= Number(base)
  return {
    amount: isLower ? list : base,
    compareAt: isLower && Number(list) < Number(base) ? base : null,
    isTaxInclusive,
  }
}
