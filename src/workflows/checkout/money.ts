import type { BigNumber } from "@medusajs/framework/utils"
import {
  getLineItemsTotals,
  getShippingMethodsTotals,
  MedusaError,
} from "@medusajs/framework/utils"
import { fromCents } from "../../lib/money"
import type { AdjustmentRow, LineRow, ShippingRow } from "./cart-row"

/** Amounts in integer cents, tax included, of a line or a delivery. */
export type LineMoney = {
  /** Before discounts. */
  gross: number
  /** What the buyer pays. */
  total: number
  tax: number
  marketplaceDiscount: number
  sellerDiscount: number
  /** As the order keeps them: whole cents that make `total` exact. */
  adjustments: (AdjustmentRow & { cents: number })[]
}

/** Whole cents of an amount in major units with a tail of digits, half a cent away from zero. */
export function roundToCents(amount: string | number): number {
  // What division by 1.16 leaves behind the sixth place is noise.
  return Math.round(Number((Number(amount) * 100).toFixed(4)))
}

type Totals = { total: BigNumber; original_total: BigNumber; tax_total: BigNumber }

/** Gives each adjustment its whole cents, the rests carried on, so that they add up to `discount`. */
function share(adjustments: readonly AdjustmentRow[], rate: number, discount: number) {
  const exact = adjustments.map(
    ({ amount, is_tax_inclusive }) => Number(amount) * 100 * (is_tax_inclusive ? 1 : 1 + rate)
  )
  const sum = exact.reduce((total, part) => total + part, 0)
  let before = 0
  let given = 0
  return adjustments.map((adjustment, index) => {
    before += exact[index] ?? 0
    const upTo =
      index === adjustments.length - 1 ? discount : Math.round((discount * before) / (sum || 1))
    const cents = upTo - given
    given = upTo
    return { ...adjustment, cents }
  })
}

function moneyOf(
  { total, original_total, tax_total }: Totals,
  rows: readonly AdjustmentRow[],
  taxLines: readonly { rate: number }[]
): LineMoney {
  const gross = roundToCents(original_total.numeric)
  const net = Math.max(0, roundToCents(total.numeric))
  const rate = taxLines.reduce((sum, line) => sum + line.rate, 0) / 100
  const adjustments = share(rows, rate, gross - net)
  const funded = (bySeller: boolean) =>
    adjustments
      .filter(({ seller_funded }) => seller_funded === bySeller)
      .reduce((sum, { cents }) => sum + cents, 0)
  return {
    gross,
    total: net,
    tax: roundToCents(tax_total.numeric),
    marketplaceDiscount: funded(false),
    sellerDiscount: funded(true),
    adjustments,
  }
}

/** What a line of a cart comes to, by Medusa's own arithmetic, to the cent. */
export function moneyOfLine(line: LineRow): LineMoney {
  const item = {
    id: line.id,
    unit_price: line.unit_price,
    quantity: line.quantity,
    is_tax_inclusive: line.row.is_tax_inclusive === true,
    tax_lines: line.tax_lines,
    adjustments: line.adjustments.map((adjustment) => ({ ...adjustment })),
  }
  const totals = (getLineItemsTotals([item as never], {}) as Record<string, unknown>)[line.id]
  if (totals === undefined) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `No totals of line ${line.id}`)
  }
  return moneyOf(totals as Totals, line.adjustments, line.tax_lines)
}

/** What a delivery comes to. */
export function moneyOfShipping(method: ShippingRow): LineMoney {
  const adjustments = method.adjustments.map((adjustment) => ({
    ...adjustment,
    is_tax_inclusive: false,
  }))
  const given = { ...method, adjustments }
  const totals = (getShippingMethodsTotals([given as never], {}) as Record<string, unknown>)[
    method.id
  ]
  if (totals === undefined) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `No totals of delivery ${method.id}`)
  }
  return moneyOf(totals as Totals, adjustments, method.tax_lines)
}

/** Major units, as Medusa takes amounts, of cents. */
export function majorUnits(cents: number): number {
  return Number(fromCents(cents))
}
