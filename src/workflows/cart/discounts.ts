import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, decorateCartTotals } from "@medusajs/framework/utils"
import type { Queryable } from "../../lib/queryable"
import type { TaxLineRow } from "../checkout/cart-row"
import { roundToCents } from "../checkout/money"
import { roundDiscounts, type ExactPart } from "./rules/discount"
import type { CartPromotion, CartState, Offer, ShippingMethod } from "./types"

/** A line as promotions see it. */
export type DiscountableLine = {
  id: string
  quantity: number
  unitPrice: string
  isTaxInclusive: boolean
  isDiscountable: boolean
  taxLines: readonly TaxLineRow[]
  offer: Offer | undefined
}

/** What a promotion gives on one line or delivery: whole cents of what the buyer pays. */
export type Discount = { promotion: CartPromotion; target: string; cents: number }

export type Discounts = {
  lines: Discount[]
  shipping: Discount[]
  /** Codes that gave something. */
  applied: CartPromotion[]
  /** Codes whose budget or number of uses is used up. */
  exhausted: string[]
}

type Action = {
  action: string
  code: string
  amount?: unknown
  item_id?: string
  shipping_method_id?: string
  is_tax_inclusive?: boolean
}

type Decorated = {
  items?: { id: string; subtotal: unknown; original_total: unknown }[]
  shipping_methods?: { id: string; subtotal: unknown; original_total: unknown }[]
}

const nothing: Discounts = { lines: [], shipping: [], applied: [], exhausted: [] }

function contextOf(
  state: CartState,
  lines: readonly DiscountableLine[],
  shipping: readonly ShippingMethod[]
) {
  const items = lines.map((line) => ({
    id: line.id,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    is_tax_inclusive: line.isTaxInclusive,
    is_discountable: line.isDiscountable,
    variant_id: line.offer?.variant_id,
    product: {
      id: line.offer?.product_id,
      collection_id: line.offer?.collection_id,
      type_id: line.offer?.type_id,
      tags: (line.offer?.tags ?? []).map((id) => ({ id })),
      categories: (line.offer?.categories ?? []).map((id) => ({ id })),
    },
    tax_lines: line.taxLines.map((row) => ({ ...row })),
    adjustments: [],
  }))
  const methods = shipping.map((method) => ({
    id: method.id,
    amount: method.amount,
    is_tax_inclusive: method.is_tax_inclusive,
    shipping_option: { shipping_option_type_id: method.option_type_id },
    tax_lines: method.tax_lines.map((row) => ({ ...row })),
    adjustments: [],
  }))
  const decorated = decorateCartTotals({ items, shipping_methods: methods }) as Decorated
  return {
    currency_code: state.currency_code,
    region: { id: state.region_id },
    sales_channel_id: state.sales_channel_id,
    email: state.email,
    customer:
      state.customer_id === null
        ? undefined
        : { id: state.customer_id, groups: state.customer_groups.map((id) => ({ id })) },
    shipping_address: state.address ?? undefined,
    items: decorated.items ?? [],
    shipping_methods: decorated.shipping_methods ?? [],
  }
}

const rateOf = (rows: readonly TaxLineRow[]): number =>
  rows.reduce((sum, { rate }) => sum + rate, 0) / 100

/** Cents, with their fraction, of what the buyer pays less. */
function exactPart(
  action: Action,
  target: string,
  isInclusive: boolean,
  taxLines: readonly TaxLineRow[]
): ExactPart {
  const amount = Number(action.amount)
  return { target, cents: amount * 100 * (isInclusive ? 1 : 1 + rateOf(taxLines)) }
}

async function findPromotions(db: Queryable, codes: readonly string[]): Promise<CartPromotion[]> {
  const { rows } = await db.query<CartPromotion>(
    `SELECT id, code, is_automatic, coalesce(metadata->>'funded_by' = 'seller', false) AS seller_funded
       FROM promotion WHERE code = ANY($1::text[]) AND deleted_at IS NULL`,
    [codes]
  )
  return rows
}

/** The promotion of a code that somebody typed, in any case; undefined where none is in force. */
export async function findCoupon(db: Queryable, code: string): Promise<CartPromotion | undefined> {
  const { rows } = await db.query<CartPromotion>(
    `SELECT p.id, p.code, p.is_automatic, coalesce(p.metadata->>'funded_by' = 'seller', false) AS seller_funded
       FROM promotion p LEFT JOIN promotion_campaign g ON g.id = p.campaign_id AND g.deleted_at IS NULL
      WHERE lower(p.code) = lower($1) AND p.deleted_at IS NULL AND p.status = 'active'
        AND NOT p.is_automatic
        AND (g.starts_at IS NULL OR g.starts_at <= now()) AND (g.ends_at IS NULL OR g.ends_at > now())
      ORDER BY (p.code = $1) DESC, p.created_at LIMIT 1`,
    [code]
  )
  return rows[0]
}

/**
 * What promotions take off a cart, by Medusa's promotion module, in whole cents: what a promotion
 * gives is rounded as a sum and shared out. Costs nothing where no promotion can apply.
 *
 * @param promotions those that the cart names
 */
export async function discountCart(
  container: MedusaContainer,
  db: Queryable,
  state: CartState,
  promotions: readonly CartPromotion[],
  lines: readonly DiscountableLine[],
  shipping: readonly ShippingMethod[]
): Promise<Discounts> {
  const named = promotions.filter(({ is_automatic }) => !is_automatic)
  if ((named.length === 0 && !state.has_automatic_promotions) || lines.length === 0) {
    return nothing
  }
  const context = contextOf(state, lines, shipping)
  const actions = (await container.resolve(Modules.PROMOTION).computeActions(
    named.map(({ code }) => code),
    context as never
  )) as unknown as Action[]

  const taxOf = new Map([
    ...lines.map(({ id, taxLines }) => [id, taxLines] as const),
    ...shipping.map(({ id, tax_lines }) => [id, tax_lines] as const),
  ])
  const parts = new Map<string, ExactPart[]>()
  for (const action of actions) {
    const target =
      action.action === "addItemAdjustment"
        ? action.item_id
        : action.action === "addShippingMethodAdjustment"
          ? action.shipping_method_id
          : undefined
    if (target !== undefined) {
      // Medusa computes a delivery's discount before tax, whatever the promotion says.
      const isInclusive = action.action === "addItemAdjustment" && action.is_tax_inclusive === true
      const part = exactPart(action, target, isInclusive, taxOf.get(target) ?? [])
      parts.set(action.code, [...(parts.get(action.code) ?? []), part])
    }
  }
  const worth = new Map(
    [...context.items, ...context.shipping_methods].map((entry) => [
      entry.id,
      roundToCents(Number(entry.original_total)),
    ])
  )
  const known = new Map(promotions.map((promotion) => [promotion.code, promotion]))
  const unknown = [...parts.keys()].filter((code) => !known.has(code))
  for (const promotion of unknown.length === 0 ? [] : await findPromotions(db, unknown)) {
    known.set(promotion.code, promotion)
  }
  const given = roundDiscounts(
    [...parts].map(([code, exact]) => ({ code, parts: exact })),
    worth
  ).flatMap(({ code, parts: whole }) => {
    const promotion = known.get(code)
    return promotion === undefined
      ? []
      : whole.map(({ target, cents }) => ({ promotion, target, cents }))
  })
  const lineIds = new Set(lines.map(({ id }) => id))
  return {
    lines: given.filter(({ target }) => lineIds.has(target)),
    shipping: given.filter(({ target }) => !lineIds.has(target)),
    applied: [...new Map(given.map(({ promotion }) => [promotion.id, promotion])).values()],
    exhausted: actions.filter(({ action }) => /exceeded/i.test(action)).map(({ code }) => code),
  }
}
