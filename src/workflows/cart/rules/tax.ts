import type { TaxLineRow } from "../../checkout/cart-row"
import type { TaxRate } from "../types"

type Taxed = { productId: string | null; productTypeId: string | null }

/** The tax module's order: what is said of a province or a product comes before the default. */
function rankOf(rate: TaxRate, { productId, productTypeId }: Taxed): number {
  const matches = (reference: string, id: string | null) =>
    rate.rules.some((rule) => rule.reference === reference && rule.reference_id === id)
  const within = rate.province === null ? 3 : 0
  if (matches("product", productId)) {
    return within + 1
  }
  if (productTypeId !== null && matches("product_type", productTypeId)) {
    return within + 2
  }
  return rate.is_default ? within + 3 : Infinity
}

const toLine = (rate: TaxRate): TaxLineRow => ({
  description: rate.name,
  tax_rate_id: rate.id,
  code: rate.code,
  rate: rate.rate ?? 0,
  provider_id: "system",
})

/**
 * The tax lines of a product by the rates of the place it goes to: the most particular rate, and
 * where that is combinable its parent region's too. As Medusa's tax module and its own provider
 * have it.
 */
export function taxLinesOf(product: Taxed, rates: readonly TaxRate[]): TaxLineRow[] {
  const ranked = rates
    .map((rate) => ({ rate, rank: rankOf(rate, product) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ rate }) => rate)
  const [first] = ranked
  if (first === undefined) {
    return []
  }
  const parent =
    first.is_combinable && first.parent_id !== null
      ? ranked.find((rate) => rate.region_id === first.parent_id)
      : undefined
  return parent === undefined ? [toLine(first)] : [toLine(first), toLine(parent)]
}

/** Whether two sets of tax lines tax alike. */
export function areSameTaxLines(one: readonly TaxLineRow[], other: readonly TaxLineRow[]): boolean {
  const keyOf = (lines: readonly TaxLineRow[]) =>
    lines
      .map((line) => [line.tax_rate_id, line.rate, line.code].join(" "))
      .sort()
      .join("\n")
  return keyOf(one) === keyOf(other)
}
