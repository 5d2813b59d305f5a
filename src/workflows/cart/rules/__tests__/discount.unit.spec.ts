import fc from "fast-check"
import { roundDiscount, roundDiscounts } from "../discount"

const target = fc.integer({ min: 0, max: 12 }).map((index) => `line ${index}`)
const worth = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 13 })
  .map((cents) => new Map(cents.map((value, index) => [`line ${index}`, value])))
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** A percentage of some lines, as a promotion gives it: with a fraction of a cent. */
const percentage = fc.record({ worth, share }).map((given) => ({
  worth: given.worth,
  parts: [...given.worth].map(([name, cents]) => ({ target: name, cents: cents * given.share })),
}))

const sum = (parts: readonly { cents: number }[]) =>
  parts.reduce((total, { cents }) => total + cents, 0)

it("gives whole cents that add up to the rounded sum, each within a cent of its share", () => {
  fc.assert(
    fc.property(percentage, ({ worth: room, parts }) => {
      const given = roundDiscount(parts, room)
      expect(sum(given)).toBe(Math.round(Number(sum(parts).toFixed(6))))
      given.forEach(({ cents }, index) => {
        expect(Number.isInteger(cents)).toBe(true)
        expect(Math.abs(cents - (parts[index]?.cents ?? 0))).toBeLessThan(1.000001)
      })
    }),
    { numRuns: 10_000 }
  )
})

it("never takes more of a line than it costs, whatever promotions come together", () => {
  const promotions = fc.array(
    fc.record({
      code: fc.constantFrom("A", "B", "C"),
      parts: fc.uniqueArray(
        fc.record({ target, cents: fc.double({ min: 0, max: 2_000_000, noNaN: true }) }),
        { selector: ({ target: name }) => name, maxLength: 13 }
      ),
    }),
    { maxLength: 4 }
  )
  fc.assert(
    fc.property(worth, promotions, (costs, given) => {
      const taken = new Map<string, number>()
      for (const { parts } of roundDiscounts(given, costs)) {
        for (const { target: name, cents } of parts) {
          expect(cents).toBeGreaterThan(0)
          taken.set(name, (taken.get(name) ?? 0) + cents)
        }
      }
      for (const [name, cents] of taken) {
        expect(cents).toBeLessThanOrEqual(costs.get(name) ?? 0)
      }
    }),
    { numRuns: 10_000 }
  )
})

it("gives the odd cent to the largest remainder, and of two alike to the first", () => {
  const room = new Map([
    ["a", 100],
    ["b", 100],
    ["c", 100],
  ])
  const parts = (cents: number[]) =>
    ["a", "b", "c"].map((name, at) => ({ target: name, cents: cents[at] ?? 0 }))
  expect(roundDiscount(parts([33.3, 33.4, 33.3]), room).map(({ cents }) => cents)).toEqual([
    33, 34, 33,
  ])
  expect(roundDiscount(parts([10.5, 10.5, 0]), room).map(({ cents }) => cents)).toEqual([11, 10, 0])
})
