import fc from "fast-check"
import { commissionOn, shareOf, type CommissionTerms } from "../amount"

const plain: CommissionTerms = { basisPoints: 1000, fixed: 0, floor: null, cap: null }

describe("a share", () => {
  it.each([
    [8550, 1000, 855],
    [105, 1000, 11],
    [104, 1000, 10],
    [-105, 1000, -11],
    [1, 5000, 1],
    [0, 1000, 0],
  ])("of %d cents at %d basis points is %d", (amount, basisPoints, share) => {
    expect(shareOf(amount, basisPoints)).toBe(share)
  })
})

describe("the commission on a line", () => {
  it.each([
    ["a share", plain, 8550, 855],
    ["a share and a fixed part", { ...plain, fixed: 500 }, 8550, 1355],
    ["at least the floor", { ...plain, floor: 1000 }, 8550, 1000],
    ["at most the cap", { ...plain, cap: 700 }, 8550, 700],
    ["never more than the base", { ...plain, floor: 1000 }, 300, 300],
    ["nothing of nothing", { ...plain, fixed: 500 }, 0, 0],
  ])("is %s", (_, terms, base, commission) => {
    expect(commissionOn(base, terms)).toBe(commission)
  })

  it("is whole cents between nothing and the base, whatever the terms", () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(
        cents,
        fc.record({
          basisPoints: fc.integer({ min: 0, max: 10_000 }),
          fixed: cents,
          floor: fc.option(cents),
          cap: fc.option(cents),
        }),
        (base, terms) => {
          const commission = commissionOn(base, terms)
          expect(Number.isSafeInteger(commission)).toBe(true)
          expect(commission).toBeGreaterThanOrEqual(0)
          expect(commission).toBeLessThanOrEqual(base)
        }
      )
    )
  })
})
