import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client"
import { routeClasses, type RouteClass } from "./limits"
import { DurationHistogram } from "./metrics-histogram"
import { doors, type Door } from "./route-path"

/** Counts of the front layer, kept in plain arrays until somebody scrapes them. */
export interface HttpMetrics {
  readonly registry: Registry
  /** A request that is not answered at once begins. */
  begin(): void
  /** Such a request ended. */
  end(): void
  /** An answer was sent. */
  answered(door: Door, method: string | undefined, status: number, durationMs: number): void
  /**
   * A cache hit was sent. It goes to the fastest bucket of its door without asking the clock
   * twice: writing ready bytes never takes half a millisecond.
   */
  sentFromCache(method: string | undefined, status: number): void
  rateLimited(routeClass: RouteClass): void
  cacheHit(): void
  cacheMiss(): void
}

export interface HttpMetricsOptions {
  readonly registry?: Registry
  /** Also Node's own metrics: memory, event loop, garbage collection. */
  readonly processMetrics?: boolean
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"]
const methodNumbers = new Map(methods.map((method, index) => [method, index]))
const doorNumbers = new Map<Door, number>(doors.map((door, index) => [door, index]))
const otherMethod = methods.length - 1
const statuses = 600

/** Registers the front layer's metrics. Counting costs array additions only. */
export function createHttpMetrics(options: HttpMetricsOptions = {}): HttpMetrics {
  const { registry = new Registry(), processMetrics = false } = options
  const answers = new Float64Array(doors.length * methods.length * statuses)
  const refused = new Map<RouteClass, number>(routeClasses.map((name) => [name, 0]))
  const totals = { inFlight: 0, hits: 0, misses: 0 }
  const durations = new DurationHistogram(registry, doors)
  const registers = [registry]

  new Counter({
    name: "http_requests_total",
    help: "Answers sent, by door, method and status",
    labelNames: ["door", "method", "status"],
    registers,
    collect() {
      this.reset()
      answers.forEach((count, index) => {
        if (count > 0) {
          this.inc(labelsAt(index), count)
        }
      })
    },
  })
  new Counter({
    name: "http_rate_limited_total",
    help: "Requests refused with 429, by class",
    labelNames: ["class"],
    registers,
    collect() {
      this.reset()
      refused.forEach((count, name) => this.inc({ class: name }, count))
    },
  })
  counterOf("http_response_cache_hits_total", "Answers sent from the cache", () => totals.hits)
  counterOf("http_response_cache_misses_total", "Lookups that found nothing", () => totals.misses)
  new Gauge({
    name: "http_requests_in_flight",
    help: "Requests being answered",
    registers,
    collect() {
      this.set(totals.inFlight)
    },
  })
  if (processMetrics) {
    collectDefaultMetrics({ register: registry })
  }

  function counterOf(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  }

  function answered(
    door: Door,
    method: string | undefined,
    status: number,
    durationMs: number
  ): void {
    const doorNumber = doorNumbers.get(door) ?? doors.length - 1
    const methodNumber = methodNumbers.get(method ?? "") ?? otherMethod
    const index = (doorNumber * methods.length + methodNumber) * statuses + (status % statuses)
    answers[index] = (answers[index] ?? 0) + 1
    durations.add(doorNumber, durationMs / 1000)
  }

  return {
    registry,
    answered,
    sentFromCache: (method, status) => answered("v1", method, status, 0),
    begin: () => void (totals.inFlight += 1),
    end: () => void (totals.inFlight -= 1),
    cacheHit: () => void (totals.hits += 1),
    cacheMiss: () => void (totals.misses += 1),
    rateLimited: (name) => void refused.set(name, (refused.get(name) ?? 0) + 1),
  }
}

function labelsAt(index: number): { door: string; method: string; status: string } {
  const row = Math.floor(index / statuses)
  return {
    door: doors[Math.floor(row / methods.length)] ?? "other",
    method: methods[row % methods.length] ?? "other",
    status: String(index % statuses),
  }
}
