import type { MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import type { Queryable } from "../../lib/queryable"
import { fromCents } from "../../lib/money"
import type { TaxLineRow } from "../checkout/cart-row"
import { discountCart, type Discount } from "./discounts"
import type { Draft, DraftLine } from "./draft"
import { priceAll } from "./prices"
import { reviewLines, type CartChange, type Reviewed } from "./rules/review"
import type { Price } from "./rules/price"
import { areSameTaxLines } from "./rules/tax"
import { taxAll } from "./taxes"
import type {
  CartPromotion,
  CartState,
  LineAdjustment,
  Offer,
  ShippingMethod,
  StoredLine,
} from "./types"

/** A line as it stands in the answer and, after the write, in Medusa's tables. */
export type PlannedLine = {
  id: string
  stored: StoredLine | undefined
  offer: Offer | undefined
  quantity: number
  /** Major units, as decimal text. */
  unitPrice: string
  compareAt: string | null
  isTaxInclusive: boolean
  taxLines: TaxLineRow[]
  adjustments: LineAdjustment[]
  isAvailable: boolean
  stock: number | null
}

/** A cart as it is to be. */
export type CartPlan = {
  state: CartState
  lines: PlannedLine[]
  shipping: ShippingMethod[]
  removedLines: string[]
  removedShipping: string[]
  promotions: CartPromotion[]
  changes: CartChange[]
  /** Codes that the cart had and that give nothing any more. */
  droppedCoupons: string[]
  /** Codes whose uses are used up. */
  exhausted: string[]
}

function storedPrice(stored: StoredLine): Price {
  return {
    amount: stored.unit_price,
    compareAt: stored.compare_at_unit_price,
    isTaxInclusive: stored.is_tax_inclusive,
  }
}

/** What a unit costs after the review: what it cost, where that still holds. */
function priceAfter({ stored }: DraftLine, reviewed: Reviewed, price: Price | null): Price {
  if (stored === undefined || price === null) {
    return (
      price ??
      (stored ? storedPrice(stored) : { amount: "0", compareAt: null, isTaxInclusive: true })
    )
  }
  if (stored.is_custom_price) {
    return storedPrice(stored)
  }
  return reviewed.price ?? { ...price, amount: stored.unit_price }
}

const adjustmentOf = ({ promotion }: Discount, amount: string, isInclusive: boolean) => ({
  code: promotion.code,
  amount,
  description: null,
  promotion_id: promotion.id,
  provider_id: null,
  is_tax_inclusive: isInclusive,
  seller_funded: promotion.seller_funded,
})

/** A delivery's discount stands before its tax: cents / 1.16, to as many digits as make it exact. */
export function beforeTax(cents: number, taxLines: readonly TaxLineRow[]): string {
  const rate = taxLines.reduce((sum, line) => sum + line.rate, 0)
  const exact = MathBN.div(MathBN.div(cents, 100), MathBN.add(1, MathBN.div(rate, 100)))
  return String(new BigNumber(exact).raw?.value ?? fromCents(cents))
}

const isOwn = (adjustment: LineAdjustment) => adjustment.promotion_id === null

/** Deliveries that no line needs any more, after lines were taken out. */
function needlessShipping(state: CartState, draft: Draft): string[] {
  if (draft.removed.length === 0 || draft.lines.some(({ offer }) => offer === undefined)) {
    return []
  }
  const profiles = new Set(draft.lines.map(({ offer }) => offer?.shipping_profile_id))
  return state.shipping
    .filter(({ profile_id }) => profile_id !== null && !profiles.has(profile_id))
    .map(({ id }) => id)
}

/**
 * What a cart becomes by an edit: current prices, quantities that stock allows, tax lines,
 * discounts. Writes nothing.
 */
export async function planCart(
  container: MedusaContainer,
  db: Queryable,
  state: CartState,
  draft: Draft
): Promise<CartPlan> {
  const prices = await priceAll(
    container,
    state,
    draft.lines.map(({ id, offer, quantity }) => ({ key: id, offer, quantity }))
  )
  const priceFor = ({ id, stored }: DraftLine): Price | null =>
    stored?.is_custom_price === true ? storedPrice(stored) : (prices.get(id) ?? null)
  const { lines: reviewed, changes } = reviewLines(
    draft.lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      unitPrice: line.stored?.unit_price ?? priceFor(line)?.amount ?? "0",
      isCustomPrice: line.stored?.is_custom_price === true,
      offer: line.offer,
      price: priceFor(line),
    }))
  )
  const lines = draft.lines.flatMap((line, index): PlannedLine[] => {
    const found = reviewed[index]
    if (found === undefined) {
      return []
    }
    const price = priceAfter(line, found, priceFor(line))
    return [
      {
        id: line.id,
        stored: line.stored,
        offer: line.offer,
        quantity: found.quantity,
        unitPrice: price.amount,
        compareAt: price.compareAt,
        isTaxInclusive: price.isTaxInclusive,
        taxLines: [],
        adjustments: [],
        isAvailable: found.isAvailable,
        stock: found.stock,
      },
    ]
  })
  const taxed = lines.map((line) => ({
    id: line.id,
    productId: line.offer?.product_id ?? line.stored?.product_id ?? null,
    productTypeId: line.offer?.type_id ?? line.stored?.product_type_id ?? null,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
  }))
  const taxesOf = await taxAll(container, state, taxed)
  lines.forEach((line, index) => {
    const now = taxed[index] === undefined ? [] : taxesOf(taxed[index])
    const before = line.stored?.tax_lines ?? []
    line.taxLines = areSameTaxLines(now, before) ? before : now
  })

  const removedShipping = needlessShipping(state, draft)
  const kept = state.shipping.filter(({ id }) => !removedShipping.includes(id))
  const discounts = await discountCart(
    container,
    db,
    state,
    draft.promotions,
    lines.map((line) => ({
      ...line,
      isDiscountable: line.stored?.is_discountable ?? line.offer?.is_discountable ?? true,
    })),
    kept
  )
  for (const line of lines) {
    line.adjustments = [
      ...(line.stored?.adjustments ?? []).filter(isOwn),
      ...discounts.lines
        .filter(({ target }) => target === line.id)
        .map((discount) => adjustmentOf(discount, fromCents(discount.cents), true)),
    ]
  }
  const shipping = kept.map((method) => ({
    ...method,
    adjustments: [
      ...method.adjustments.filter(isOwn),
      ...discounts.shipping
        .filter(({ target }) => target === method.id)
        .map((discount) =>
          adjustmentOf(discount, beforeTax(discount.cents, method.tax_lines), false)
        ),
    ],
  }))
  const applied = new Set(discounts.applied.map(({ id }) => id))
  return {
    state,
    lines,
    shipping,
    removedLines: draft.removed,
    removedShipping,
    promotions: discounts.applied,
    changes,
    droppedCoupons: draft.promotions
      .filter(({ id, is_automatic }) => !is_automatic && !applied.has(id))
      .map(({ code }) => code),
    exhausted: discounts.exhausted,
  }
}
