import type { ProductSort } from "../port"
import type { Estimate } from "./estimate"

/** The column whose index is walked to count: the one whose bounds leave the fewest entries. */
export type CountedColumn = "price_rising" | "rating" | "sales"

/** How far matches are counted: over rows that the facets' index finds, or over a column's entries. */
export type CountPlan = { budget: number } & (
  { way: "lookup" } | { way: "walk"; column: CountedColumn }
)

/** How a list is read: gather all matches and sort them, or walk the sort's index until the page is full. */
export type ListPlan =
  | { way: "gather" }
  | {
      way: "walk"
      /** Entries to walk at most before gathering instead. */
      budget: number
      count: CountPlan
    }

/** Totals are counted to here; beyond, a list says "at least". */
export const countLimit = 1_000

// Costs in index entries walked, about 0.16 µs each. A fetched row lies anywhere in the table.
const fetchedRow = 6
const scannedRow = 1.2
const sortedMatch = 1
const facetEntry = 0.3

// A page costs some thousand entries at most; the total must not cost more than that.
const walkedToCount = 3_000
const fetchedToCount = 300

function planCount(expected: Estimate): { cost: number; count: CountPlan } {
  const share = Math.min(1, (countLimit + 1) / expected.matches)
  const ranges: [CountedColumn, number][] = [
    ["sales", expected.total],
    ["price_rising", expected.inPriceRange],
    ["rating", expected.inRatingRange],
  ]
  const [column, entries] = ranges.reduce((best, range) => (range[1] < best[1] ? range : best))
  const walked = Math.min(walkedToCount, Math.ceil(entries * share * 1.3) + 50)
  const fetched = Math.min(fetchedToCount, Math.ceil(expected.rareFacets * share * 1.3) + 50)
  const lookup = expected.rareEntries * facetEntry + fetched * fetchedRow
  const isLookup =
    expected.rareEntries > 0 &&
    lookup < walkedToCount &&
    fetched / expected.rareFacets > walked / entries
  return isLookup
    ? { cost: lookup, count: { way: "lookup", budget: fetched } }
    : { cost: walked, count: { way: "walk", column, budget: walked } }
}

/**
 * Chooses by the expected work. Matches may lie at the far end of the sort, as vegetables
 * do of the dearest; nobody knows before walking there. So a walk may cost what gathering
 * would: giving up sooner wasted the way walked, and gathered 20,000 rows after it.
 * @param rowsNeeded rows before and on the page.
 */
export function chooseListPlan(
  expected: Estimate,
  sort: ProductSort,
  rowsNeeded: number
): ListPlan {
  const found = Math.min(expected.rareFacets, expected.inPriceRange, expected.inRatingRange)
  const gather =
    expected.rareEntries * facetEntry +
    Math.min(found * fetchedRow, expected.total * scannedRow) +
    expected.matches * sortedMatch

  let inRange = expected.total
  if (sort === "price" || sort === "-price") {
    inRange = expected.inPriceRange
  } else if (sort === "-rating") {
    inRange = expected.inRatingRange
  }
  const walked = (rowsNeeded * inRange) / expected.surely
  const { cost, count } = planCount(expected)
  return gather <= walked + cost
    ? { way: "gather" }
    : { way: "walk", budget: Math.ceil(Math.max(5_000, walked * 5, gather)), count }
}

/** A count that ended early, as a round number that is surely reached. */
export function lowerBound(counted: number): number {
  const step = counted >= 100 ? 100 : 10
  return Math.min(countLimit, counted - (counted % step))
}
