import type { ProductSort } from "../port"
import type { SampleCounts } from "./sample"

/** How a list is read: gather all matches and sort them, or walk the sort's index until the page is full. */
export type ListPlan =
  | { way: "gather" }
  | {
      way: "walk"
      /** Rows to walk at most before gathering instead. */
      budget: number
      /** How the total is counted: by the facets' index, or by testing rows as they lie. */
      count: "gather" | "walk"
    }

/** Totals are counted to here; beyond, a list says "at least". */
export const countLimit = 1_000

// Costs in rows visited by a plain scan, from measurements.
const walkedRow = 1.6
const gatheredRow = 1.6
const sortedMatch = 1
const facetListEntry = 0.03

/**
 * Chooses by the expected work. Sampled counts of zero are taken for half a row.
 * @param rowsNeeded rows before and on the page.
 */
export function chooseListPlan(
  counts: SampleCounts,
  total: number,
  sort: ProductSort,
  rowsNeeded: number
): ListPlan {
  const scale = total / Math.max(counts.rows, 1)
  const expected = (sampled: number): number => Math.max(sampled, 0.5) * scale
  const matches = expected(counts.matches)

  const listCost = facetListEntry * expected(Math.min(counts.allFacets, counts.rarestFacet * 8))
  const found = Math.min(expected(counts.facets), expected(counts.price), expected(counts.rating))
  const gather = Math.min(total, listCost + found * gatheredRow) + matches * sortedMatch

  let inRange = total
  if (sort === "price" || sort === "-price") {
    inRange = expected(counts.price)
  } else if (sort === "-rating") {
    inRange = expected(counts.rating)
  }
  const walkedRows = (rowsNeeded * inRange) / matches
  const toCount = Math.min(countLimit, matches)
  const countByWalking = toCount * (total / matches)
  const countByFacets =
    counts.allFacets === 0
      ? Number.POSITIVE_INFINITY
      : listCost + (toCount * expected(counts.facets) * gatheredRow) / matches
  const walk = walkedRows * walkedRow + Math.min(countByWalking, countByFacets)

  if (gather <= walk) {
    return { way: "gather" }
  }
  return {
    way: "walk",
    budget: Math.ceil(Math.max(2_000, walkedRows * 5)),
    count: countByFacets < countByWalking ? "gather" : "walk",
  }
}
