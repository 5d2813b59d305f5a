import { generateEntityId } from "@medusajs/framework/utils"
import { objectIdOf } from "../../lib/object-id"
import { AppError } from "../../lib/errors"
import { isForSale } from "./rules/review"
import { openStockBook } from "./rules/stock"
import type { CartPromotion, CartState, Offer, StoredLine } from "./types"

/** A line as an edit wants it; what it costs is found out later. */
export type DraftLine = {
  id: string
  quantity: number
  offer: Offer | undefined
  stored: StoredLine | undefined
}

/** What a cart is to become. */
export type Draft = {
  lines: DraftLine[]
  removed: string[]
  promotions: CartPromotion[]
}

/** Most units of one line. */
export const mostUnits = 999
/** Most lines of one cart. */
export const mostLines = 100

const problem = (path: string, message: string) => ({ details: [{ path, message }] })

export function draftOf(state: CartState): Draft {
  const offers = new Map(state.offers.map((offer) => [offer.variant_id, offer]))
  return {
    lines: state.lines.map((stored) => ({
      id: stored.id,
      quantity: stored.quantity,
      offer: offers.get(stored.variant_id ?? ""),
      stored,
    })),
    removed: [],
    promotions: state.promotions,
  }
}

/**
 * The variant that a client named.
 *
 * @throws AppError CART_PRODUCT_UNAVAILABLE, with the path, for one that cannot be bought.
 */
export function wantedOffer(state: CartState, variantId: string | undefined): Offer {
  const offers = state.offers.filter((offer) => state.wanted.includes(offer.variant_id))
  const [offer] = offers
  if (offer === undefined) {
    const [path, message] =
      variantId === undefined
        ? ["productId", "is not a product that can be bought"]
        : ["variantId", "is not a variant of this product"]
    throw new AppError("CART_PRODUCT_UNAVAILABLE", problem(path, message))
  }
  if (offers.length > 1) {
    const message = "has to be given: the product has several variants"
    throw new AppError("VALIDATION_FAILED", problem("variantId", message))
  }
  if (!isForSale(offer)) {
    const message = "is not for sale at present"
    throw new AppError("CART_PRODUCT_UNAVAILABLE", problem("productId", message))
  }
  return offer
}

/** Units of an offer that all other lines leave; null where there is no limit. */
export function unitsLeft(draft: Draft, offer: Offer, except?: string): number | null {
  const book = openStockBook()
  for (const line of draft.lines) {
    if (line.id !== except && line.offer !== undefined) {
      book.take(line.offer, line.quantity)
    }
  }
  return book.left(offer)
}

/** The line that more of a variant goes to; one with a price or a note of its own is left alone. */
export function lineOf(draft: Draft, variantId: string): DraftLine | undefined {
  return draft.lines.find(
    ({ offer, stored }) =>
      offer?.variant_id === variantId &&
      stored?.is_custom_price !== true &&
      Object.keys(stored?.metadata ?? {}).length === 0
  )
}

/** @throws AppError where there is not so much of it. */
function assertQuantity(draft: Draft, line: DraftLine, quantity: number): void {
  if (quantity > mostUnits) {
    const message = `would make ${quantity} of this line, of which ${mostUnits} are the most`
    throw new AppError("VALIDATION_FAILED", problem("quantity", message))
  }
  const left = line.offer === undefined ? 0 : unitsLeft(draft, line.offer, line.id)
  if (left !== null && left < quantity) {
    const message = left === 0 ? "none are left" : `only ${left} are left`
    throw new AppError("CART_STOCK_INSUFFICIENT", problem("quantity", message))
  }
}

/** Puts more of a variant into a draft, into the line it has where there is one. */
export function addUnits(draft: Draft, offer: Offer, quantity: number): DraftLine {
  const known = lineOf(draft, offer.variant_id)
  if (known !== undefined) {
    known.quantity += quantity
    return known
  }
  const line = { id: generateEntityId("", "cali"), quantity, offer, stored: undefined }
  draft.lines.push(line)
  return line
}

/** @throws AppError where there is not so much of it, or no room for a further line. */
export function addItem(draft: Draft, offer: Offer, quantity: number): void {
  const known = lineOf(draft, offer.variant_id)
  if (known === undefined && draft.lines.length >= mostLines) {
    throw new AppError("CART_FULL")
  }
  const line = addUnits(draft, offer, quantity)
  assertQuantity(draft, line, line.quantity)
}

/** @throws AppError CART_ITEM_NOT_FOUND for what is no line of this cart. */
function findLine(draft: Draft, itemId: string): DraftLine {
  const line = draft.lines.find(({ id }) => objectIdOf(id) === itemId.toLowerCase())
  if (line === undefined) {
    throw new AppError("CART_ITEM_NOT_FOUND")
  }
  return line
}

/** @throws AppError where there is no such line, it cannot be bought, or not so much of it. */
export function setQuantity(draft: Draft, itemId: string, quantity: number): void {
  const line = findLine(draft, itemId)
  if (line.offer === undefined || !isForSale(line.offer)) {
    const message = "of a product that is not for sale at present"
    throw new AppError("CART_PRODUCT_UNAVAILABLE", problem("quantity", message))
  }
  assertQuantity(draft, line, quantity)
  line.quantity = quantity
}

export function removeItem(draft: Draft, itemId: string): void {
  const line = findLine(draft, itemId)
  draft.lines = draft.lines.filter(({ id }) => id !== line.id)
  draft.removed.push(line.id)
}

export function clearDraft(draft: Draft): void {
  draft.removed.push(...draft.lines.map(({ id }) => id))
  draft.lines = []
  draft.promotions = []
}
