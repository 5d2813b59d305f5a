import type { Pool } from "pg"
import type { IndexFilter } from "./filter"

type SampledRow = { facets: ReadonlySet<number>; flags: number; price: number | null; rating: number }

/** A few thousand public products at random, and how many there are in all. */
export type Sample = { rows: SampledRow[]; total: number }

const sampleSize = 2_000
const maxAgeInMs = 60_000

async function readSample(pool: Pool): Promise<Sample> {
  const counted = await pool.query<{ total: string }>(
    "select count(*) as total from product_search where is_public"
  )
  const total = Number(counted.rows[0]?.total ?? 0)
  const percentage = Math.min(100, (100 * sampleSize) / Math.max(total, 1))
  const { rows } = await pool.query<{
    facets: number[]
    flags: number
    price: string | null
    rating: number
  }>(
    `select facets, flags, price, rating from product_search
     tablesample bernoulli ($1::real) where is_public`,
    [percentage]
  )
  return {
    total,
    rows: rows.map(({ facets, flags, price, rating }) => ({
      facets: new Set(facets),
      flags,
      price: price === null ? null : Number(price),
      rating,
    })),
  }
}

/**
 * What a filter will match, told from a sample rather than from the planner's
 * statistics, which take conditions for independent: a seller's products are mostly of
 * one category, and the wrong plan costs a hundred times the right one. A stale sample
 * makes a list slower, never wrong.
 */
export class SampleSource {
  private sample: Sample | null = null
  private takenAt = 0
  private flight: Promise<Sample> | null = null

  constructor(private readonly pool: Pool) {}

  /** The last sample; a new one is read behind the request's back once it is a minute old. */
  async current(): Promise<Sample> {
    if (this.sample === null) {
      return this.refresh()
    }
    if (Date.now() - this.takenAt > maxAgeInMs) {
      // A failure shows in the query that follows, and the next list tries again.
      this.refresh().catch(() => undefined)
    }
    return this.sample
  }

  /** Has the next list read a new sample: what it was told proved far off. */
  expire(): void {
    this.takenAt = 0
  }

  private async refresh(): Promise<Sample> {
    this.flight ??= readSample(this.pool).finally(() => {
      this.flight = null
    })
    this.sample = await this.flight
    this.takenAt = Date.now()
    return this.sample
  }
}

/** Of a sample's rows, how many pass each part of a filter. */
export type SampleCounts = {
  rows: number
  matches: number
  /** Passing the facets that the index on them can find. */
  facets: number
  /** Of the facets' lists, the shortest and all together. */
  rarestFacet: number
  allFacets: number
  price: number
  rating: number
}

function passesPrice(row: SampledRow, filter: IndexFilter): boolean {
  if (filter.minPrice === null && filter.maxPrice === null) {
    return true
  }
  return (
    row.price !== null &&
    row.price >= (filter.minPrice ?? 0) &&
    row.price <= (filter.maxPrice ?? Number.MAX_SAFE_INTEGER)
  )
}

/** Counts a sample against a filter: some tens of microseconds. */
export function countSample(sample: Sample, filter: IndexFilter): SampleCounts {
  const found = [...filter.required, ...filter.requiredFlags]
  const counts = { rows: sample.rows.length, matches: 0, facets: 0, price: 0, rating: 0 }
  const byFacet = found.map(() => 0)
  for (const row of sample.rows) {
    let hasAll = true
    found.forEach((id, at) => {
      const has = row.facets.has(id)
      byFacet[at] = (byFacet[at] ?? 0) + (has ? 1 : 0)
      hasAll &&= has
    })
    const isInPrice = passesPrice(row, filter)
    const isInRating = filter.minRating === null || row.rating >= filter.minRating
    counts.facets += hasAll ? 1 : 0
    counts.price += isInPrice ? 1 : 0
    counts.rating += isInRating ? 1 : 0
    const passes =
      hasAll &&
      isInPrice &&
      isInRating &&
      (row.flags & filter.flagMask) === filter.flagBits &&
      filter.forbidden.every((id) => !row.facets.has(id))
    counts.matches += passes ? 1 : 0
  }
  return {
    ...counts,
    rarestFacet: byFacet.length === 0 ? counts.rows : Math.min(...byFacet),
    allFacets: byFacet.reduce((sum, count) => sum + count, 0),
  }
}
