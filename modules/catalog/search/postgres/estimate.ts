import { noPrice } from "../rules/index-row"
import type { IndexFilter } from "./filter"
import type { Sample } from "./sample"

/** How many products are expected to pass a filter, and each part of it. */
export type Estimate = {
  total: number
  matches: number
  /** Passing those of its facets that are rare enough to be looked up. */
  rareFacets: number
  /** The lists of these facets together. */
  rareEntries: number
  inPriceRange: number
  inRatingRange: number
}

/** Facets more common than this are tested on rows that come anyway: their lists are long to read. */
const rareShare = 0.12

function bitCount(bits: Uint32Array): number {
  let count = 0
  for (let word of bits) {
    while (word !== 0) {
      word &= word - 1
      count += 1
    }
  }
  return count
}

/** Which of a filter's facets are worth looking up in the index on facets. */
export function rareFacets(filter: IndexFilter, sample: Sample): number[] {
  return [...filter.required, ...filter.requiredFlags].filter((id) => {
    const bits = sample.facets.get(id)
    return bits === undefined || bitCount(bits) <= sample.size * rareShare
  })
}

/** The rows that have all of these facets. */
function withAll(sample: Sample, ids: number[]): Uint32Array {
  const rows = new Uint32Array(Math.ceil(sample.size / 32)).fill(0xffffffff)
  for (const id of ids) {
    const bits = sample.facets.get(id)
    for (let at = 0; at < rows.length; at += 1) {
      rows[at] = (rows[at] ?? 0) & (bits?.[at] ?? 0)
    }
  }
  return rows
}

/**
 * Counts a sample against a filter, in some tens of microseconds. Of nothing seen,
 * half a row is expected.
 */
export function estimate(sample: Sample, filter: IndexFilter, rare: number[]): Estimate {
  const required = withAll(sample, filter.required)
  const found = withAll(sample, rare)
  const minPrice = filter.minPrice ?? 0
  const maxPrice = filter.maxPrice ?? noPrice - 1
  const isPriced = filter.minPrice !== null || filter.maxPrice !== null
  const minRating = filter.minRating ?? Number.NEGATIVE_INFINITY
  const forbidden = filter.forbidden.flatMap((id) => sample.facets.get(id) ?? [])
  const seen = { matches: 0, rareFacets: 0, price: 0, rating: 0 }
  for (let row = 0; row < sample.size; row += 1) {
    const word = row >> 5
    const bit = 1 << (row & 31)
    const price = sample.price[row] ?? 0
    const isInPrice = !isPriced || (price >= minPrice && price <= maxPrice)
    const isInRating = (sample.rating[row] ?? 0) >= minRating
    seen.price += isInPrice ? 1 : 0
    seen.rating += isInRating ? 1 : 0
    seen.rareFacets += ((found[word] ?? 0) & bit) === 0 ? 0 : 1
    const passes =
      isInPrice &&
      isInRating &&
      ((required[word] ?? 0) & bit) !== 0 &&
      ((sample.flags[row] ?? 0) & filter.flagMask) === filter.flagBits &&
      forbidden.every((bits) => ((bits[word] ?? 0) & bit) === 0)
    seen.matches += passes ? 1 : 0
  }
  const scale = Math.max(sample.total, 1) / Math.max(sample.size, 1)
  const expected = (count: number): number => Math.max(count, 0.5) * scale
  return {
    total: sample.total,
    matches: expected(seen.matches),
    rareFacets: expected(seen.rareFacets),
    rareEntries: rare.reduce(
      (sum, id) => sum + expected(bitCount(sample.facets.get(id) ?? new Uint32Array())),
      0
    ),
    inPriceRange: expected(seen.price),
    inRatingRange: expected(seen.rating),
  }
}
