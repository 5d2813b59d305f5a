import { objectIdOf } from "../../lib/object-id"
import type { CartAnswer } from "../../workflows/cart/change-cart"
import type { CartPlan, PlannedLine } from "../../workflows/cart/plan-cart"
import { priceInCents, type CartChange } from "../../workflows/cart/rules/review"
import { moneyOfCart, type CartMoney, type Totals } from "../../workflows/cart/totals"
import type { Offer } from "../../workflows/cart/types"

const idOf = (medusaId: string | null | undefined): string | null =>
  medusaId == null ? null : objectIdOf(medusaId)

function presentSeller(seller: Offer["seller"] | undefined) {
  return seller == null
    ? null
    : { id: objectIdOf(seller.id), businessName: seller.name, slug: seller.handle }
}

function withBase(path: string | null, base: string): string | null {
  return path?.startsWith("/") === true ? base + path : path
}

function presentItem(line: PlannedLine, money: CartMoney, base: string, now: string) {
  const { offer, stored } = line
  const sums = money.lines.get(line.id)
  return {
    id: objectIdOf(line.id),
    productId: idOf(offer?.product_id ?? stored?.product_id),
    variantId: idOf(offer?.variant_id ?? stored?.variant_id),
    product: {
      id: idOf(offer?.product_id ?? stored?.product_id),
      name: offer?.title ?? stored?.title ?? "",
      slug: offer?.handle ?? null,
      variant: offer?.variant_title ?? stored?.variant_title ?? null,
      image: withBase(offer?.thumbnail ?? stored?.thumbnail ?? null, base),
      seller: presentSeller(offer?.seller),
    },
    quantity: line.quantity,
    unitPrice: priceInCents(line.unitPrice),
    comparePrice: line.compareAt === null ? null : priceInCents(line.compareAt),
    lineTotal: sums?.gross ?? 0,
    discount: (sums?.gross ?? 0) - (sums?.total ?? 0),
    tax: sums?.tax ?? 0,
    isAvailable: line.isAvailable,
    stock: line.stock,
    addedAt: stored === undefined ? now : new Date(stored.created_at).toISOString(),
  }
}

const presentTotals = ({ subtotal, discount, tax, shipping, total }: Totals) => ({
  subtotal,
  discount,
  tax,
  shipping,
  total,
})

function presentCoupons(plan: CartPlan, money: CartMoney) {
  const rows = [...money.lines.values(), ...money.shipping].flatMap(
    ({ adjustments }) => adjustments
  )
  return plan.promotions.map(({ id, code }) => ({
    code,
    discount: rows
      .filter(({ promotion_id }) => promotion_id === id)
      .reduce((sum, { cents }) => sum + cents, 0),
  }))
}

const presentChange = ({ lineId, kind, before, after }: CartChange) => ({
  itemId: objectIdOf(lineId),
  kind,
  before,
  after,
})

const none: Totals = { subtotal: 0, discount: 0, tax: 0, shipping: 0, total: 0 }

const empty = {
  id: null,
  medusaId: null,
  items: [],
  sellers: [],
  coupons: [],
  totals: none,
  currency: "MZN",
  itemCount: 0,
  changes: [],
  droppedCoupons: [],
  merged: null,
  expiresAt: null,
  createdAt: null,
  updatedAt: null,
}

/** A cart as its owner sees it, amounts in cents. */
export function presentCart(
  { plan, merged, written }: CartAnswer,
  { mediaBaseUrl, expiresAfterDays }: { mediaBaseUrl: string; expiresAfterDays: number }
) {
  if (plan === undefined) {
    return empty
  }
  const { state, lines } = plan
  const money = moneyOfCart(plan)
  const now = new Date().toISOString()
  const active = written ? now : new Date(state.active_at).toISOString()
  const sellers = new Map(lines.map(({ offer }) => [offer?.seller?.id ?? null, offer?.seller]))
  return {
    id: objectIdOf(state.id),
    medusaId: state.id,
    items: lines.map((line) => presentItem(line, money, mediaBaseUrl, now)),
    sellers: money.sellers.map(({ sellerId, lineIds, ...sums }) => ({
      seller: presentSeller(sellers.get(sellerId)),
      itemIds: lineIds.map(objectIdOf),
      ...presentTotals(sums),
    })),
    coupons: presentCoupons(plan, money),
    totals: money.totals,
    currency: state.currency_code.toUpperCase(),
    itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    changes: [...(merged?.changes ?? []), ...plan.changes].map(presentChange),
    droppedCoupons: plan.droppedCoupons,
    merged: merged === undefined ? null : { items: merged.lines },
    expiresAt: new Date(Date.parse(active) + expiresAfterDays * 86_400_000).toISOString(),
    createdAt: new Date(state.created_at).toISOString(),
    updatedAt: active,
  }
}
