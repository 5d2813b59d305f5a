import { toCents } from "../../../lib/money"
import type { Offer } from "../types"
import type { Price } from "./price"
import { openStockBook } from "./stock"

/** What is different from when the cart was last looked at; prices in cents, else units. */
export type CartChange = {
  lineId: string
  kind: "price_changed" | "out_of_stock" | "quantity_reduced" | "unavailable"
  before: number
  after: number
}

/** A line, and the variant as it can be bought now. */
export type Reviewable = {
  id: string
  quantity: number
  /** Major units, as decimal text. */
  unitPrice: string
  /** Set by somebody of the staff: it stays. */
  isCustomPrice: boolean
  offer: Offer | undefined
  price: Price | null
}

export type Reviewed = {
  id: string
  quantity: number
  /** Whether it can be ordered as it is. */
  isAvailable: boolean
  /** Units that could be ordered; null where there is no limit. */
  stock: number | null
  /** The price to bring the line to; undefined where it has it. */
  price: Price | undefined
}

/** Whether anybody may buy a variant: its product is published and on, and its seller approved. */
export function isForSale(offer: Offer): boolean {
  return (
    offer.status === "published" && !offer.is_switched_off && offer.seller?.status === "approved"
  )
}

/** Whole cents of a price; one with a fraction of a cent is rounded. */
export function priceInCents(amount: string): number {
  return toCents(Number(amount).toFixed(2))
}

/**
 * Holds a cart's lines against what can be bought now. Prices and quantities that no longer hold
 * are replaced; a line of which nothing is left stays as it is, and cannot be ordered. Lines that
 * share stock are served in their order.
 */
export function reviewLines(lines: readonly Reviewable[]): {
  lines: Reviewed[]
  changes: CartChange[]
} {
  const book = openStockBook()
  const changes: CartChange[] = []
  const reviewed = lines.map((line): Reviewed => {
    const { id, offer, price, quantity } = line
    if (offer === undefined || price === null || !isForSale(offer)) {
      changes.push({ lineId: id, kind: "unavailable", before: quantity, after: 0 })
      return { id, quantity, isAvailable: false, stock: 0, price: undefined }
    }
    const before = priceInCents(line.unitPrice)
    const after = priceInCents(price.amount)
    const isNewPrice = !line.isCustomPrice && before !== after
    if (isNewPrice) {
      changes.push({ lineId: id, kind: "price_changed", before, after })
    }
    const stock = book.left(offer)
    const isOut = stock !== null && stock < 1
    const kept = stock === null || isOut ? quantity : Math.min(quantity, stock)
    if (isOut) {
      changes.push({ lineId: id, kind: "out_of_stock", before: quantity, after: 0 })
    } else if (kept < quantity) {
      changes.push({ lineId: id, kind: "quantity_reduced", before: quantity, after: kept })
    }
    book.take(offer, isOut ? 0 : kept)
    return {
      id,
      quantity: kept,
      isAvailable: !isOut,
      stock,
      price: isNewPrice ? price : undefined,
    }
  })
  return { lines: reviewed, changes }
}
