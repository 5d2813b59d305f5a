import fc from "fast-check"
import type { Offer } from "../../types"
import { reviewLines, type Reviewable } from "../review"
import { offerOf } from "./offers"

const price = (amount: string) => ({ amount, compareAt: null, isTaxInclusive: true })

function line(id: string, quantity: number, offer: Offer | undefined, amount = "10"): Reviewable {
  return {
    id,
    quantity,
    unitPrice: "10",
    isCustomPrice: false,
    offer,
    price: offer === undefined ? null : price(amount),
  }
}

const review = (...lines: Reviewable[]) => reviewLines(lines)

it("finds nothing in a cart that still holds", () => {
  expect(review(line("a", 3, offerOf("v"))).changes).toEqual([])
})

it("tells a new price in cents and brings the line to it", () => {
  const { lines, changes } = review(line("a", 1, offerOf("v"), "12.5"))
  expect(changes).toEqual([{ lineId: "a", kind: "price_changed", before: 1_000, after: 1_250 }])
  expect(lines[0]?.price?.amount).toBe("12.5")
})

it("leaves a price that the staff set", () => {
  const custom = { ...line("a", 1, offerOf("v"), "12.5"), isCustomPrice: true }
  expect(review(custom).changes).toEqual([])
})

it.each([
  ["draft", { status: "draft" }],
  ["switched off", { is_switched_off: true }],
  ["of nobody", { seller: null }],
  ["of a suspended seller", { seller: { id: "s", name: "", handle: "", status: "suspended" } }],
])("takes what is %s for unavailable", (_name, overrides) => {
  const { lines, changes } = review(line("a", 2, offerOf("v", overrides)))
  expect(changes).toEqual([{ lineId: "a", kind: "unavailable", before: 2, after: 0 }])
  expect(lines).toMatchObject([{ quantity: 2, isAvailable: false }])
})

it("gives lines of one inventory item what is left, in their order", () => {
  const shared = { stock: [{ item: "sack", required: 2, available: 9 }] }
  const [one, other] = [offerOf("v", shared), offerOf("w", shared)]
  const { lines, changes } = review(line("a", 3, one), line("b", 3, other), line("c", 1, one))
  expect(lines.map(({ quantity, isAvailable }) => [quantity, isAvailable])).toEqual([
    [3, true],
    [1, true],
    [1, false],
  ])
  expect(changes.map(({ kind }) => kind)).toEqual(["quantity_reduced", "out_of_stock"])
})

it("knows no limit where stock is not managed or may be ordered behind", () => {
  const free = offerOf("v", { manage_inventory: false, stock: [] })
  const behind = offerOf("w", { allow_backorder: true }, 0)
  const { lines, changes } = review(line("a", 900, free), line("b", 900, behind))
  expect(changes).toEqual([])
  expect(lines).toMatchObject([{ stock: null }, { stock: null }])
})

it("never orders more than there is, and a second look finds nothing new but what is gone", () => {
  const stock = fc.integer({ min: 0, max: 20 })
  const wanted = fc.array(
    fc.record({
      variant: fc.nat(3),
      item: fc.nat(1),
      required: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 8 }
  )
  fc.assert(
    fc.property(stock, stock, wanted, (first, second, entries) => {
      const available = [first, second]
      const lines = entries.map(({ variant, item, required, quantity }, index) =>
        line(
          String(index),
          quantity,
          offerOf(`v${variant}`, {
            stock: [{ item: `i${item}`, required, available: available[item] ?? 0 }],
          })
        )
      )
      const once = reviewLines(lines)
      const used = [0, 0]
      once.lines.forEach(({ quantity, isAvailable }, index) => {
        const { item = 0, required = 0 } = entries[index] ?? {}
        used[item] = (used[item] ?? 0) + (isAvailable ? quantity * required : 0)
      })
      expect(used.every((units, item) => units <= (available[item] ?? 0))).toBe(true)
      const twice = reviewLines(
        lines.map((entry, index) => ({
          ...entry,
          quantity: once.lines[index]?.quantity ?? entry.quantity,
        }))
      )
      expect(twice.changes.filter(({ kind }) => kind !== "out_of_stock")).toEqual([])
    }),
    { numRuns: 2_000 }
  )
})
