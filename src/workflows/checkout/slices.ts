import { generateEntityId, MathBN } from "@medusajs/framework/utils"
import { commissionOn } from "../../../modules/commission/rules/amount"
import { resolveRule, type CommissionRule } from "../../../modules/commission/rules/resolve"
import type { CartRow, LineRow, ShippingRow, TaxLineRow } from "./cart-row"
import { majorUnits, moneyOfLine, moneyOfShipping, type LineMoney } from "./money"

/** What a line of a seller's order pays to the marketplace, with the terms it came from. */
export type CommissionLine = {
  lineItemId: string
  ruleId: string
  base: number
  basisPoints: number
  fixed: number
  floor: number | null
  cap: number | null
  amount: number
}

/** One seller's part of a cart: an order, and what is frozen with it. Amounts in integer cents. */
export type Slice = {
  orderId: string
  sellerId: string
  subtotal: number
  shipping: number
  discount: number
  tax: number
  total: number
  marketplaceDiscount: number
  commission: number
  commissionLines: CommissionLine[]
  /** As the order module takes an order. */
  order: Record<string, unknown>
  /** The order's line of each of the cart's. */
  lineIds: ReadonlyMap<string, string>
}

/** Columns of a cart's line that an order's line repeats. */
const repeated = [
  "title",
  "subtitle",
  "thumbnail",
  "quantity",
  "variant_id",
  "product_id",
  "product_title",
  "product_description",
  "product_subtitle",
  "product_type",
  "product_type_id",
  "product_collection",
  "product_handle",
  "variant_sku",
  "variant_barcode",
  "variant_title",
  "variant_option_values",
  "requires_shipping",
  "is_discountable",
  "is_giftcard",
  "is_tax_inclusive",
  "compare_at_unit_price",
] as const

const copied = (taxLines: readonly TaxLineRow[]) => taxLines.map((line) => ({ ...line }))

function orderLine(line: LineRow, money: LineMoney, id: string): Record<string, unknown> {
  return {
    ...Object.fromEntries(repeated.map((column) => [column, line.row[column] ?? undefined])),
    id,
    unit_price: line.unit_price,
    metadata: line.row.metadata ?? {},
    tax_lines: copied(line.tax_lines),
    adjustments: money.adjustments
      .filter(({ cents }) => cents > 0)
      .map(({ code, cents, description, promotion_id, provider_id }) => ({
        code,
        amount: majorUnits(cents),
        description,
        promotion_id,
        provider_id,
        is_tax_inclusive: true,
      })),
  }
}

/**
 * A delivery's discounts as one: the order module takes one a delivery. They are kept before
 * tax, as a delivery's always are.
 */
function shippingAdjustments(method: ShippingRow, money: LineMoney): object[] {
  const cents = money.gross - money.total
  const [first] = method.adjustments
  if (cents === 0 || first === undefined) {
    return []
  }
  const rate = method.tax_lines.reduce((sum, line) => sum + line.rate, 0) / 100
  const amount = MathBN.div(majorUnits(cents), MathBN.add(1, rate))
  const { code, description, promotion_id, provider_id } = first
  return [{ code, description, promotion_id, provider_id, amount: amount.toString() }]
}

function orderShipping(method: ShippingRow, money: LineMoney): Record<string, unknown> {
  const { name, description, amount, is_tax_inclusive, shipping_option_id } = method
  return {
    name,
    description,
    amount,
    is_tax_inclusive,
    shipping_option_id,
    data: { ...method.data, delivery_method: method.method },
    metadata: method.metadata,
    tax_lines: copied(method.tax_lines),
    adjustments: shippingAdjustments(method, money),
  }
}

function withoutId(address: Record<string, unknown> | null): Record<string, unknown> | null {
  if (address === null) {
    return null
  }
  const {
    id: _id,
    created_at: _created,
    updated_at: _updated,
    deleted_at: _deleted,
    ...rest
  } = address
  return rest
}

function freezeCommission(
  line: LineRow,
  money: LineMoney,
  lineItemId: string,
  sellerId: string,
  rules: readonly CommissionRule[],
  now: Date
): CommissionLine[] {
  const rule = resolveRule(rules, { sellerId, categoryIds: line.category_ids }, now)
  if (rule === undefined) {
    return []
  }
  // A discount of the marketplace's takes nothing from the seller, so it takes none of the base.
  const base = money.total + money.marketplaceDiscount
  const { id: ruleId, basisPoints, fixed, floor, cap } = rule
  const amount = commissionOn(base, rule)
  return [{ lineItemId, ruleId, base, basisPoints, fixed, floor, cap, amount }]
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Parts a cart into one order a seller. The numbers are the orders', in the sellers' order. */
export function sliceCart(
  cart: CartRow,
  numbers: readonly string[],
  rules: readonly CommissionRule[],
  now: Date
): Slice[] {
  const sellerIds = cart.sellers.map(({ id }) => id).sort()
  return sellerIds.map((sellerId, index) => {
    const lines = cart.lines
      .filter((line) => line.seller_id === sellerId)
      .map((line) => ({ line, id: generateEntityId(undefined, "ordli"), money: moneyOfLine(line) }))
    const shipping = cart.shipping
      .filter((method) => method.seller_id === sellerId)
      .map((method) => ({ method, money: moneyOfShipping(method) }))
    const all = [...lines, ...shipping].map(({ money }) => money)
    const commissionLines = lines.flatMap(({ line, id, money }) =>
      freezeCommission(line, money, id, sellerId, rules, now)
    )
    const orderId = generateEntityId(undefined, "order")
    return {
      orderId,
      sellerId,
      subtotal: sumOf(lines.map(({ money }) => money.gross)),
      shipping: sumOf(shipping.map(({ money }) => money.gross)),
      discount: sumOf(all.map(({ gross, total }) => gross - total)),
      tax: sumOf(all.map(({ tax }) => tax)),
      total: sumOf(all.map(({ total }) => total)),
      marketplaceDiscount: sumOf(all.map(({ marketplaceDiscount }) => marketplaceDiscount)),
      commission: sumOf(commissionLines.map(({ amount }) => amount)),
      commissionLines,
      lineIds: new Map(lines.map(({ line, id }) => [line.id, id])),
      order: {
        id: orderId,
        region_id: cart.region_id,
        customer_id: cart.customer_id,
        sales_channel_id: cart.sales_channel_id,
        status: "pending",
        email: cart.email,
        currency_code: cart.currency_code,
        locale: cart.locale,
        shipping_address: withoutId(cart.shipping_address),
        billing_address: withoutId(cart.billing_address ?? cart.shipping_address),
        no_notification: false,
        items: lines.map(({ line, id, money }) => orderLine(line, money, id)),
        shipping_methods: shipping.map(({ method, money }) => orderShipping(method, money)),
        metadata: { order_number: numbers[index], seller_id: sellerId },
      },
    }
  })
}
