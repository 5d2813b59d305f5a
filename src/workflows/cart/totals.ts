import type { LineRow, ShippingRow } from "../checkout/cart-row"
import { moneyOfLine, moneyOfShipping, type LineMoney } from "../checkout/money"
import type { CartPlan, PlannedLine } from "./plan-cart"
import type { ShippingMethod } from "./types"

/** Integer cents; prices hold their tax. */
export type Totals = {
  /** Goods before discounts. */
  subtotal: number
  /** Of goods and deliveries. */
  discount: number
  /** Held in the total. */
  tax: number
  /** Deliveries before discounts. */
  shipping: number
  total: number
}

export type SellerTotals = Totals & { sellerId: string | null; lineIds: string[] }

export type CartMoney = {
  lines: ReadonlyMap<string, LineMoney>
  shipping: LineMoney[]
  sellers: SellerTotals[]
  totals: Totals
}

/** A line as an order's arithmetic takes it. */
function toLineRow(line: PlannedLine): LineRow {
  return {
    id: line.id,
    variant_id: line.offer?.variant_id ?? null,
    product_id: line.offer?.product_id ?? null,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    row: { is_tax_inclusive: line.isTaxInclusive },
    product_status: line.offer?.status ?? null,
    price_set_id: line.offer?.prices?.set_id ?? null,
    seller_id: line.offer?.seller?.id ?? null,
    seller_status: line.offer?.seller?.status ?? null,
    category_ids: [],
    manage_inventory: false,
    allow_backorder: false,
    stock: [],
    tax_lines: line.taxLines,
    adjustments: line.adjustments,
  }
}

function toShippingRow(method: ShippingMethod): ShippingRow {
  return {
    id: method.id,
    name: method.name,
    description: null,
    amount: method.amount,
    is_tax_inclusive: method.is_tax_inclusive,
    shipping_option_id: method.shipping_option_id,
    data: null,
    metadata: null,
    seller_id: method.seller_id,
    method: null,
    tax_lines: method.tax_lines,
    adjustments: method.adjustments,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function totalsOf(lines: readonly LineMoney[], shipping: readonly LineMoney[]): Totals {
  const all = [...lines, ...shipping]
  return {
    subtotal: sum(lines.map(({ gross }) => gross)),
    discount: sum(all.map(({ gross, total }) => gross - total)),
    tax: sum(all.map(({ tax }) => tax)),
    shipping: sum(shipping.map(({ gross }) => gross)),
    total: sum(all.map(({ total }) => total)),
  }
}

/** What a cart comes to, by the same arithmetic as the orders that it becomes. */
export function moneyOfCart({ lines, shipping }: Pick<CartPlan, "lines" | "shipping">): CartMoney {
  const priced = lines.map((line) => ({ line, money: moneyOfLine(toLineRow(line)) }))
  const delivered = shipping.map((method) => ({
    sellerId: method.seller_id,
    money: moneyOfShipping(toShippingRow(method)),
  }))
  const sellerIds = [...new Set(priced.map(({ line }) => line.offer?.seller?.id ?? null))]
  return {
    lines: new Map(priced.map(({ line, money }) => [line.id, money])),
    shipping: delivered.map(({ money }) => money),
    sellers: sellerIds.map((sellerId) => {
      const own = priced.filter(({ line }) => (line.offer?.seller?.id ?? null) === sellerId)
      return {
        sellerId,
        lineIds: own.map(({ line }) => line.id),
        ...totalsOf(
          own.map(({ money }) => money),
          delivered.filter((entry) => entry.sellerId === sellerId).map(({ money }) => money)
        ),
      }
    }),
    totals: totalsOf(
      priced.map(({ money }) => money),
      delivered.map(({ money }) => money)
    ),
  }
}
