import type { MedusaContainer } from "@medusajs/framework/types"
import type { Queryable } from "../../lib/queryable"
import { addUnits, draftOf, lineOf, mostLines, mostUnits, unitsLeft } from "./draft"
import { lockOpenCart, removeCart } from "./holders"
import { planCart } from "./plan-cart"
import { readCartState } from "./read-cart-state"
import { isForSale, type CartChange } from "./rules/review"
import { differencesOf, writeCart } from "./write-cart"

/** What came of putting a guest's cart into the account's. */
export type Merged = {
  /** Lines that the guest had. */
  lines: number
  /** What did not fit in: quantities that stock does not allow, goods that are no longer sold. */
  changes: CartChange[]
  removedCart: string | undefined
}

/**
 * Puts a guest's cart into the one of the account that signed in: quantities are added, up to
 * what is in stock, and coupons go along. The guest's cart is gone afterwards. The account's cart
 * is locked already; always in this order, so that no two requests wait for each other.
 */
export async function mergeGuestCart(
  container: MedusaContainer,
  db: Queryable,
  found: { cart_id: string; guest_cart_id: string | null }
): Promise<Merged | undefined> {
  const { cart_id: cartId, guest_cart_id: guestId } = found
  if (guestId === null || guestId === cartId || !(await lockOpenCart(db, guestId))) {
    return undefined
  }
  const guest = await readCartState(db, guestId)
  const variantIds = (guest?.lines ?? []).flatMap(({ variant_id }) => variant_id ?? [])
  const state = await readCartState(db, cartId, { variantIds })
  if (guest === undefined || state === undefined) {
    return undefined
  }
  const draft = draftOf(state)
  const offers = new Map(state.offers.map((offer) => [offer.variant_id, offer]))
  const changes: CartChange[] = []
  for (const line of guest.lines) {
    const offer = offers.get(line.variant_id ?? "")
    const known = offer === undefined ? undefined : lineOf(draft, offer.variant_id)
    if (
      offer?.prices == null ||
      !isForSale(offer) ||
      (known === undefined && draft.lines.length >= mostLines)
    ) {
      changes.push({ lineId: line.id, kind: "unavailable", before: line.quantity, after: 0 })
      continue
    }
    const before = (known?.quantity ?? 0) + line.quantity
    const left = unitsLeft(draft, offer, known?.id) ?? mostUnits
    const after = Math.min(before, left, mostUnits)
    const added = after - (known?.quantity ?? 0)
    if (added > 0) {
      const { id } = addUnits(draft, offer, added)
      if (after < before) {
        changes.push({ lineId: id, kind: "quantity_reduced", before, after })
      }
    } else {
      const kind = left < 1 ? "out_of_stock" : "quantity_reduced"
      const kept = known?.quantity ?? 0
      changes.push({ lineId: known?.id ?? line.id, kind, before, after: kept })
    }
  }
  const had = new Set(draft.promotions.map(({ id }) => id))
  draft.promotions = [...draft.promotions, ...guest.promotions.filter(({ id }) => !had.has(id))]
  const plan = await planCart(container, db, state, draft)
  await writeCart(db, cartId, differencesOf(plan))
  await removeCart(db, guestId)
  // The rest is still so when the cart is read after this, and told then.
  const brought = plan.changes.filter(
    ({ kind }) => kind === "price_changed" || kind === "quantity_reduced"
  )
  return {
    lines: guest.lines.length,
    changes: [...brought, ...changes],
    removedCart: guestId,
  }
}
