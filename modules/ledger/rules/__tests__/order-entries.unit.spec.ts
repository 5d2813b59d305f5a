import fc from "fast-check"
import type { LedgerAccount, Posting } from "../accounts"
import {
  captureEntry,
  refundEntry,
  returnedMoneyEntry,
  sellerAmountOf,
  unexpectedMoneyEntry,
  type OrderMoney,
} from "../order-entries"

const money: OrderMoney = {
  sellerId: "sel_1",
  gateway: "mpesa",
  total: 10_000,
  marketplaceDiscount: 500,
  commission: 1_050,
}

function balanceOf(postings: readonly Posting[], account: LedgerAccount): number {
  return postings
    .filter((posting) => posting.account === account)
    .reduce((sum, { amount }) => sum + amount, 0)
}

const sum = (postings: readonly Posting[]) =>
  postings.reduce((total, { amount }) => total + amount, 0)

const anyMoney = fc
  .record({
    total: fc.integer({ min: 1, max: 5_000_000 }),
    marketplaceDiscount: fc.integer({ min: 0, max: 1_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ total, marketplaceDiscount, share }) => ({
    sellerId: "sel_1",
    gateway: "mpesa",
    total,
    marketplaceDiscount,
    commission: Math.floor((total + marketplaceDiscount) * share),
  }))

it("shares what came in between the seller and the marketplace", () => {
  const postings = captureEntry(money)
  expect(balanceOf(postings, "gateway_clearing")).toBe(10_000)
  expect(balanceOf(postings, "promotions")).toBe(500)
  expect(balanceOf(postings, "commission")).toBe(-1_050)
  expect(balanceOf(postings, "seller_pending")).toBe(-9_450)
  expect(sellerAmountOf(money)).toBe(9_450)
})

it("leaves out accounts that nothing moves on", () => {
  const postings = captureEntry({ ...money, marketplaceDiscount: 0 })
  expect(postings.map(({ account }) => account)).not.toContain("promotions")
})

it("adds up to nothing, whatever came in", () => {
  fc.assert(fc.property(anyMoney, (given) => sum(captureEntry(given)) === 0))
})

it("undoes exactly everything by refunds in any parts", () => {
  fc.assert(
    fc.property(
      anyMoney,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
      (given, cuts) => {
        const marks = [...cuts.map((cut) => Math.floor(cut * given.total)), given.total]
        const ends = [...new Set(marks)].filter((end) => end > 0).sort((a, b) => a - b)
        const all = captureEntry(given)
        let before = 0
        for (const end of ends) {
          const postings = refundEntry(given, before, end - before)
          expect(sum(postings)).toBe(0)
          all.push(...postings)
          before = end
        }
        for (const account of [
          "gateway_clearing",
          "promotions",
          "commission",
          "seller_pending",
        ] as const) {
          expect(balanceOf(all, account)).toBe(0)
        }
      }
    )
  )
})

it.each([
  [0, 10_001],
  [9_999, 2],
  [0, 0],
  [0, -1],
])("refuses a refund after %d of %d", (before, amount) => {
  expect(() => refundEntry(money, before, amount)).toThrow("more than")
})

it("owes money that nobody expected to the buyer until it is back", () => {
  const all = [...unexpectedMoneyEntry("mpesa", 700), ...returnedMoneyEntry("mpesa", 700)]
  expect(balanceOf(all, "buyer_refunds")).toBe(0)
  expect(balanceOf(all, "gateway_clearing")).toBe(0)
  expect(balanceOf(unexpectedMoneyEntry("mpesa", 700), "buyer_refunds")).toBe(-700)
})
