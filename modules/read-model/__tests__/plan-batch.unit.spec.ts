import fc from "fast-check"
import { planBatch, type Group } from "../rules/plan-batch"

function group(collection: string, ids: string[], isWide = false): Group {
  return { collection, ids, isWide, isQuiet: false, writtenAt: new Date(0) }
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

it("projects a batch that fits at once", () => {
  const groups = [group("products", ["a", "b"]), group("sellers", ["c"])]
  const { now, later } = planBatch(groups, 10)
  expect(now.flatMap(({ ids }) => ids).sort()).toEqual(["a", "b", "c"])
  expect(later).toEqual([])
})

it("takes single changes before a wide one that was claimed first", () => {
  const wide = group("products", numbered("wide", 10_000), true)
  const { now, later } = planBatch([wide, group("products", ["single"])], 500)
  expect(now.flatMap(({ ids }) => ids)).toEqual(["single"])
  expect(later.flatMap(({ ids }) => ids)).toHaveLength(10_000)
})

it("takes the oldest of many single changes", () => {
  const { now, later } = planBatch([group("products", numbered("single", 700))], 500)
  expect(now.flatMap(({ ids }) => ids)).toEqual(numbered("single", 500))
  expect(later.flatMap(({ ids }) => ids)).toHaveLength(200)
})

it("does not project again later what is projected now", () => {
  const wide = group("products", ["single", ...numbered("wide", 5)], true)
  const { later } = planBatch([wide, group("products", ["single"])], 1)
  expect(later.flatMap(({ ids }) => ids)).toEqual(numbered("wide", 5))
})

it("loses no document and takes no more than the limit, whatever it is given", () => {
  const ids = fc.uniqueArray(fc.constantFrom(...numbered("p", 12)))
  const groups = fc.array(fc.tuple(fc.constantFrom("products", "sellers"), ids, fc.boolean()))
  fc.assert(
    fc.property(groups, fc.nat(20), (given, limit) => {
      const { now, later } = planBatch(
        given.map(([collection, members, isWide]) => group(collection, members, isWide)),
        limit
      )
      const keysOf = (list: Group[]) =>
        list.flatMap((entry) => entry.ids.map((id) => `${entry.collection} ${id}`))
      expect(keysOf(now).length).toBeLessThanOrEqual(limit)
      expect(new Set([...keysOf(now), ...keysOf(later)])).toEqual(
        new Set(
          given.flatMap(([collection, members]) => members.map((id) => `${collection} ${id}`))
        )
      )
      expect(keysOf(later).filter((key) => keysOf(now).includes(key))).toEqual([])
    })
  )
})
