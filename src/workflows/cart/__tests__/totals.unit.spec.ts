import fc from "fast-check"
import { decorateCartTotals } from "@medusajs/framework/utils"
import { fromCents } from "../../../lib/money"
import type { LineAdjustment, ShippingMethod } from "../types"
import type { PlannedLine } from "../plan-cart"
import { beforeTax } from "../plan-cart"
import { roundDiscounts } from "../rules/discount"
import { moneyOfCart } from "../totals"

const taxes = (rate: number) => [
  { description: "IVA", tax_rate_id: "txr", code: "IVA", rate, provider_id: "system" },
]

const adjustment = (amount: string, isInclusive: boolean): LineAdjustment => ({
  code: "X",
  amount,
  description: null,
  promotion_id: "promo",
  provider_id: null,
  is_tax_inclusive: isInclusive,
  seller_funded: false,
})

const cart = fc.record({
  lines: fc.array(
    fc.record({
      cents: fc.integer({ min: 1, max: 500_000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
      rate: fc.constantFrom(0, 5, 16),
      seller: fc.constantFrom("one", "other"),
    }),
    { minLength: 1, maxLength: 4 }
  ),
  shipping: fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 2 }),
  percent: fc.double({ min: 0, max: 100, noNaN: true }),
})

type Given = typeof cart extends fc.Arbitrary<infer Value> ? Value : never

/** The lines and deliveries of a cart with so much off all of it. */
function planOf({ lines, shipping, percent }: Given): {
  lines: PlannedLine[]
  shipping: ShippingMethod[]
} {
  const worth = new Map([
    ...lines.map(({ cents, quantity }, at) => [`line ${at}`, cents * quantity] as const),
    ...shipping.map((cents, at) => [`method ${at}`, cents] as const),
  ])
  const exact = [...worth].map(([target, cents]) => ({ target, cents: (cents * percent) / 100 }))
  const [given] = roundDiscounts([{ code: "X", parts: exact }], worth)
  const off = new Map((given?.parts ?? []).map(({ target, cents }) => [target, cents]))
  return {
    lines: lines.map(({ cents, quantity, rate, seller }, at) => ({
      id: `line ${at}`,
      stored: undefined,
      offer: { seller: { id: seller } } as PlannedLine["offer"],
      quantity,
      unitPrice: fromCents(cents),
      compareAt: null,
      isTaxInclusive: true,
      taxLines: taxes(rate),
      adjustments: off.has(`line ${at}`)
        ? [adjustment(fromCents(off.get(`line ${at}`) ?? 0), true)]
        : [],
      isAvailable: true,
      stock: null,
    })),
    shipping: shipping.map((cents, at) => ({
      id: `method ${at}`,
      name: "Entrega",
      amount: fromCents(cents),
      is_tax_inclusive: true,
      shipping_option_id: null,
      option_type_id: null,
      profile_id: null,
      seller_id: "one",
      tax_lines: taxes(16),
      adjustments: off.has(`method ${at}`)
        ? [adjustment(beforeTax(off.get(`method ${at}`) ?? 0, taxes(16)), false)]
        : [],
    })),
  }
}

/** The total that the store API computes of the same rows, in cents. */
function storeTotal({ lines, shipping }: ReturnType<typeof planOf>): number {
  const decorated = decorateCartTotals({
    items: lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      is_tax_inclusive: true,
      tax_lines: line.taxLines,
      adjustments: line.adjustments,
    })),
    shipping_methods: shipping.map((method) => ({
      id: method.id,
      amount: method.amount,
      is_tax_inclusive: true,
      tax_lines: method.tax_lines,
      adjustments: method.adjustments,
    })),
  }) as unknown as { total: unknown }
  return Number(decorated.total) * 100
}

it("a cart comes to the same, to the cent, as the store API says of its rows", () => {
  fc.assert(
    fc.property(cart, (given) => {
      const plan = planOf(given)
      const { totals, sellers } = moneyOfCart(plan)
      expect(Math.abs(storeTotal(plan) - totals.total)).toBeLessThan(1e-5)
      expect(totals.total).toBe(totals.subtotal + totals.shipping - totals.discount)
      if (given.lines.some(({ seller }) => seller === "one")) {
        expect(sellers.reduce((sum, { total }) => sum + total, 0)).toBe(totals.total)
      }
    }),
    { numRuns: 10_000 }
  )
})
