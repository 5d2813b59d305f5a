import { Histogram, type Registry } from "prom-client"

interface Sample {
  readonly labels: Record<string, string | number>
  readonly value: number
  readonly metricName: string
  /** prom-client keeps what all samples of a row have in common here. */
  readonly sharedLabels: { readonly door: string }
}

const name = "http_request_duration_seconds"
const help = "Seconds from a request's arrival to the end of its answer, by door"
// Cache hits take well under a millisecond, dashboard pages up to seconds.
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Durations by door, kept as arrays of counts: prom-client's own `observe` costs about a
 * microsecond, which a cache hit has not got.
 */
export class DurationHistogram extends Histogram<"door"> {
  readonly #doors: readonly string[]
  readonly #counts: Float64Array
  readonly #sums: Float64Array

  constructor(registry: Registry, doors: readonly string[]) {
    super({
      name,
      help,
      labelNames: ["door"],
      buckets: bounds,
      registers: [registry],
    })
    this.#doors = doors
    this.#counts = new Float64Array(doors.length * (bounds.length + 1))
    this.#sums = new Float64Array(doors.length)
  }

  /** Counts one answer of a door, given by its number. */
  add(door: number, seconds: number): void {
    let bucket = 0
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? Infinity)) {
      bucket += 1
    }
    const index = door * (bounds.length + 1) + bucket
    this.#counts[index] = (this.#counts[index] ?? 0) + 1
    this.#sums[door] = (this.#sums[door] ?? 0) + seconds
  }

  /** What both of prom-client's ways out are made from. */
  getForPromString(): Promise<object> {
    const values = this.#doors.flatMap((door, index) => this.#samples(door, index))
    return Promise.resolve({ name, help, type: "histogram", aggregator: "sum", values })
  }

  #samples(door: string, number: number): Sample[] {
    const width = bounds.length + 1
    const counts = this.#counts.subarray(number * width, (number + 1) * width)
    const sample = (part: string, value: number, labels: Sample["labels"] = {}): Sample => ({
      labels,
      value,
      metricName: `${name}_${part}`,
      sharedLabels: { door },
    })
    let total = 0
    const buckets = Array.from(counts, (count, index) => {
      total += count
      return sample("bucket", total, { le: bounds[index] ?? "+Inf" })
    })
    return total === 0
      ? []
      : [...buckets, sample("sum", this.#sums[number] ?? 0), sample("count", total)]
  }
}
