import { noPrice } from "../rules/index-row"
import type { IndexFilter } from "./filter"
import type { Sample } from "./sample"

/** How many products are expected to pass a filter, and each part of it. */
export type Estimate = {
  total: number
  matches: number
  /** As many as there most likely are at least: a sample that holds few of them may mislead. */
  surely: number
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
  const spare = sample.size & 31
  if (spare > 0) {
    rows[rows.length - 1] = (1 << spare) - 1
  }
  for (const id of ids) {
    const bits = sample.facets.get(id)
    for (let at = 0; at < rows.length; at += 1) {
      rows[at] = (rows[at] ?? 0) & (bits?.[at] ?? 0)
    }
  }
  return rows
}

function countWithin(column: Float64Array, min: number, max: number): number {
  let count = 0
  for (const value of column) {
    count += value >= min && value <= max ? 1 : 0
  }
  return count
}

/** How many of these rows pass the rest of a filter; only rows with all its facets are looked at. */
function countPassing(sample: Sample, filter: IndexFilter, rows: Uint32Array): number {
  const { min, max } = priceBounds(filter)
  const minRating = filter.minRating ?? Number.NEGATIVE_INFINITY
  const forbidden = filter.forbidden.flatMap((id) => sample.facets.get(id) ?? [])
  let count = 0
  rows.forEach((word, at) => {
    const excluded = forbidden.reduce((bits, facet) => bits | (facet[at] ?? 0), 0)
    for (let left = word & ~excluded; left !== 0; left &= left - 1) {
      const row = at * 32 + 31 - Math.clz32(left & -left)
      const price = sample.price[row] ?? 0
      const passes =
        price >= min &&
        price <= max &&
        (sample.rating[row] ?? 0) >= minRating &&
        ((sample.flags[row] ?? 0) & filter.flagMask) === filter.flagBits
      count += passes ? 1 : 0
    }
  })
  return count
}

/** Without bounds, products that have no price pass as well. */
function priceBounds(filter: IndexFilter): { min: number; max: number } {
  return filter.minPrice === null && filter.maxPrice === null
    ? { min: 0, max: noPrice }
    : { min: filter.minPrice ?? 0, max: filter.maxPrice ?? noPrice - 1 }
}

/**
 * Counts a sample against a filter, in some tens of microseconds. Of nothing seen,
 * half a row is expected.
 */
export function estimate(sample: Sample, filter: IndexFilter, rare: number[]): Estimate {
  const scale = Math.max(sample.total, 1) / Math.max(sample.size, 1)
  const expected = (count: number): number => Math.max(count, 0.5) * scale
  const { min, max } = priceBounds(filter)
  const matches = countPassing(sample, filter, withAll(sample, filter.required))
  return {
    total: sample.total,
    matches: expected(matches),
    surely: expected(matches - Math.sqrt(matches)),
    rareFacets: expected(bitCount(withAll(sample, rare))),
    rareEntries: rare.reduce(
      (sum, id) => sum + expected(bitCount(sample.facets.get(id) ?? new Uint32Array())),
      0
    ),
    inPriceRange: max === noPrice ? sample.total : expected(countWithin(sample.price, min, max)),
    inRatingRange:
      filter.minRating === null
        ? sample.total
        : expected(countWithin(sample.rating, filter.minRating, Number.POSITIVE_INFINITY)),
  }
}
