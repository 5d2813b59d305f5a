import { defaultLimits, routeClasses, type Limits, type RouteClass } from "./limits"
import { createCountSync, type CountStore, type SharedCount } from "./rate-limit-sync"

/** Whether a request may pass, and what to tell its sender. */
export interface RateDecision {
  readonly allowed: boolean
  /** Whether the class is counted at all; the figures mean nothing where it is not. */
  readonly counted: boolean
  /** Requests a minute. */
  readonly limit: number
  readonly remaining: number
  /** Seconds until the window ends. */
  readonly resetSeconds: number
  /** Seconds until a refused request may be repeated, at least 1; 0 when allowed. */
  readonly retryAfterSeconds: number
}

export interface RateLimiterOptions {
  readonly limits?: Limits
  /** Multiplies every figure; load tests raise it. */
  readonly multiplier?: number
  /** Most addresses remembered in one class and window; the oldest is forgotten first. */
  readonly maxKeys?: number
  /** Where processes add up their counts, behind the requests. */
  readonly store?: CountStore
  /** Milliseconds between exchanges with the store. */
  readonly syncMs?: number
  readonly onStoreError?: (error: unknown) => void
}

/** Counts requests by class and sender in a sliding window of one minute. */
export interface RateLimiter {
  /**
   * Counts one request of an address.
   *
   * @param countKey as `Origin` has it
   * @param now in ms since 1970, the same clock in all processes
   */
  take(routeClass: RouteClass, countKey: string, now: number): RateDecision
  /** Counts one request of a signed-in account. */
  takeAccount(routeClass: RouteClass, accountId: string, now: number): RateDecision
  /** Exchanges counts with the store now; resolves when done. */
  sync(): Promise<void>
  close(): void
}

const windowMs = 60_000

interface Windows {
  readonly limit: number
  readonly name: string
  id: number
  current: Map<string, SharedCount>
  previous: Map<string, SharedCount>
}

// Zeros, not Infinity: an engine that has seen a fraction in a field writes all its numbers
// as fractions, which costs a cache hit a microsecond when they become text.
const uncounted: RateDecision = {
  allowed: true,
  counted: false,
  limit: 0,
  remaining: 0,
  resetSeconds: 0,
  retryAfterSeconds: 0,
}

/**
 * Makes the limiter. A request is judged by this process's counts and what the store last
 * reported of the others: it never waits. The window slides: what was counted in the minute
 * before weighs by the part of it that is still within sixty seconds. Refused requests are
 * not counted, so a client that keeps trying recovers.
 */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  const { limits = defaultLimits, multiplier = 1, maxKeys = 50_000 } = options
  const sync = createCountSync({ ...options, windowMs })
  const windowsOf = (kind: "perAddress" | "perAccount") =>
    new Map(
      routeClasses.map((routeClass) => [
        routeClass,
        openWindows(
          `${kind}:${routeClass}`,
          Math.max(1, Math.floor(limits[routeClass][kind] * multiplier))
        ),
      ])
    )
  const byAddress = windowsOf("perAddress")
  const byAccount = windowsOf("perAccount")

  function take(windows: Windows | undefined, key: string, now: number): RateDecision {
    if (windows === undefined || windows.limit === Infinity) {
      return uncounted
    }
    roll(windows, now)
    const count = windows.current.get(key) ?? begin(windows, key, maxKeys)
    const decision = decide(windows.limit, count, now % windowMs)
    if (decision.allowed) {
      count.local += 1
      sync.changed(count)
    }
    return decision
  }

  return {
    take: (routeClass, countKey, now) => take(byAddress.get(routeClass), countKey, now),
    takeAccount: (routeClass, accountId, now) => take(byAccount.get(routeClass), accountId, now),
    sync: sync.run,
    close: sync.close,
  }
}

/** Judges one more request by its window's counts, `elapsed` ms into the window. */
function decide(limit: number, count: SharedCount, elapsed: number): RateDecision {
  const counted = count.local + count.others
  const used = count.before * (1 - elapsed / windowMs) + counted
  const allowed = used + 1 <= limit
  return {
    allowed,
    counted: true,
    limit,
    remaining: allowed ? Math.floor(limit - used - 1) : 0,
    resetSeconds: Math.ceil((windowMs - elapsed) / 1000),
    retryAfterSeconds: allowed ? 0 : retryAfter(limit, count.before, counted, elapsed),
  }
}

/** When the sliding sum leaves room for one more: in this window, or in the next. */
function retryAfter(limit: number, before: number, counted: number, elapsed: number): number {
  const room = limit - 1 - counted
  const waitMs =
    room >= 0 && before > 0
      ? windowMs * (1 - room / before) - elapsed
      : windowMs - elapsed + windowMs * Math.max(0, 1 - Math.max(limit - 1, 0) / counted)
  return Math.max(1, Math.ceil(waitMs / 1000))
}

function openWindows(name: string, limit: number): Windows {
  return { name, limit, id: 0, current: new Map(), previous: new Map() }
}

function roll(windows: Windows, now: number): void {
  const id = Math.floor(now / windowMs)
  if (id === windows.id) {
    return
  }
  windows.previous = id === windows.id + 1 ? windows.current : new Map<string, SharedCount>()
  windows.current = new Map()
  windows.id = id
}

function begin(windows: Windows, key: string, maxKeys: number): SharedCount {
  const last = windows.previous.get(key)
  const count: SharedCount = {
    key: `${windows.name}:${windows.id}:${key}`,
    before: last === undefined ? 0 : last.local + last.others,
    local: 0,
    others: 0,
    pushed: 0,
    waiting: false,
  }
  if (windows.current.size >= maxKeys) {
    for (const oldest of windows.current.keys()) {
      windows.current.delete(oldest)
      break
    }
  }
  windows.current.set(key, count)
  return count
}
