import type { Pool } from "pg"

/** A few thousand public products at random, column by column, and how many there are in all. */
export type Sample = {
  total: number
  size: number
  /** Which of them have a facet, a bit each. */
  facets: ReadonlyMap<number, Uint32Array>
  flags: Int32Array
  price: Float64Array
  rating: Float64Array
}

const sampleSize = 4_000
const maxAgeInMs = 60_000

type SampledRow = { facets: number[]; flags: number; price: string; rating: number }

async function readSample(pool: Pool): Promise<Sample> {
  const counted = await pool.query<{ total: string }>(
    "select count(*) as total from product_search where is_public"
  )
  const total = Number(counted.rows[0]?.total ?? 0)
  const percentage = Math.min(100, (100 * sampleSize) / Math.max(total, 1))
  const { rows } = await pool.query<SampledRow>(
    `select facets, flags, price_rising as price, rating from product_search
     tablesample bernoulli ($1::real) where is_public`,
    [percentage]
  )
  return columnsOf(rows, total)
}

function columnsOf(rows: SampledRow[], total: number): Sample {
  const facets = new Map<number, Uint32Array>()
  const words = Math.ceil(rows.length / 32)
  rows.forEach((row, at) => {
    for (const id of row.facets) {
      const bits = facets.get(id) ?? new Uint32Array(words)
      bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31))
      facets.set(id, bits)
    }
  })
  return {
    total,
    size: rows.length,
    facets,
    flags: Int32Array.from(rows, ({ flags }) => flags),
    price: Float64Array.from(rows, ({ price }) => Number(price)),
    rating: Float64Array.from(rows, ({ rating }) => rating),
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
