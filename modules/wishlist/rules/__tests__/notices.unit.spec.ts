import fc from "fast-check"
import { noticeOf, seenAfter, type ProductNow, type Watched } from "../notices"

const added = (price: number | null, isAvailable = true): Watched => ({
  price,
  seenPrice: price,
  seenAvailable: isAvailable,
})

/** Shows an entry what a product was one time after another; gives what its owner was told. */
function told(watched: Watched, moments: readonly ProductNow[]) {
  let entry = watched
  return moments.flatMap((now) => {
    const notice = noticeOf(entry, now)
    entry = { ...entry, ...seenAfter(entry, now) }
    return notice === undefined ? [] : [notice]
  })
}

const at = (price: number, isAvailable = true): ProductNow => ({ price, isAvailable })

it("tells a fall once, and a further one again", () => {
  expect(told(added(1_000), [at(900), at(900), at(800), at(800)])).toEqual([
    { kind: "price-drop", before: 1_000, price: 900 },
    { kind: "price-drop", before: 900, price: 800 },
  ])
})

it("tells nothing of a price that is still above the one it was added at", () => {
  expect(told(added(1_000), [at(1_500), at(1_200), at(1_000)])).toEqual([])
})

it("tells a fall after a rise as another", () => {
  expect(told(added(1_000), [at(900), at(1_000), at(900)])).toHaveLength(2)
})

it("tells that something is back, not what happened while it was away", () => {
  expect(told(added(1_000), [at(1_000, false), at(700, false), at(700)])).toEqual([
    { kind: "back-in-stock", price: 700 },
  ])
})

it("tells at most one thing of a moment, and nothing of one that is like the last", () => {
  const moment = fc.record({
    price: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    isAvailable: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
      const twice = moments.flatMap((now) => [now, now])
      expect(told(added(3), twice)).toEqual(told(added(3), moments))
    })
  )
})
