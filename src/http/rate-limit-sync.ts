import type { Redis } from "ioredis"

/** One sender's count in one window of one class. */
export interface SharedCount {
  /** Name of the count among all processes. */
  readonly key: string
  /** What was counted in the window before, by everybody. */
  readonly before: number
  /** Counted by this process. */
  local: number
  /** Counted by the other processes, as the store last reported. */
  others: number
  /** How much of `local` the store has. */
  pushed: number
  /** Whether it stands in the list for the next exchange. */
  waiting: boolean
}

/** A place where processes add up their counts. */
export interface CountStore {
  /**
   * Adds to counts.
   *
   * @returns their totals, in the order asked; undefined for one that failed
   */
  add(
    increments: readonly { key: string; by: number }[],
    keepMs: number
  ): Promise<readonly (number | undefined)[]>
}

export interface CountSyncOptions {
  readonly store?: CountStore | undefined
  readonly windowMs: number
  readonly syncMs?: number
  readonly onStoreError?: (error: unknown) => void
}

export interface CountSync {
  /** Notes that a count grew. */
  readonly changed: (count: SharedCount) => void
  readonly run: () => Promise<void>
  readonly close: () => void
}

// Bounds one exchange; the rest goes with the next.
const mostAtOnce = 5_000
const mostWaiting = 100_000

/**
 * Exchanges counts with the store every `syncMs` (200), behind the requests. A store that
 * fails costs nothing but sharing: this process goes on by its own counts, and what was not
 * added goes with a later exchange.
 */
export function createCountSync(options: CountSyncOptions): CountSync {
  const { store, windowMs, syncMs = 200, onStoreError } = options
  if (store === undefined) {
    return { changed: () => undefined, run: () => Promise.resolve(), close: () => undefined }
  }
  let waiting: SharedCount[] = []
  let running: Promise<void> | undefined

  function changed(count: SharedCount): void {
    if (!count.waiting && waiting.length < mostWaiting) {
      count.waiting = true
      waiting.push(count)
    }
  }

  async function exchange(counts: CountStore): Promise<void> {
    const batch = waiting.slice(0, mostAtOnce)
    waiting = waiting.slice(mostAtOnce)
    const increments = batch.map((count) => {
      count.waiting = false
      return { key: count.key, by: count.local - count.pushed }
    })
    try {
      const totals = await counts.add(increments, 2 * windowMs)
      batch.forEach((count, index) => {
        const total = totals[index]
        if (total === undefined) {
          changed(count)
          return
        }
        count.pushed += increments[index]?.by ?? 0
        count.others = Math.max(0, total - count.pushed)
      })
    } catch (error) {
      batch.forEach(changed)
      onStoreError?.(error)
    }
  }

  const run = async (): Promise<void> => {
    if (waiting.length > 0) {
      running ??= exchange(store).finally(() => {
        running = undefined
      })
    }
    await running
  }

  const timer = setInterval(() => void run(), syncMs)
  timer.unref()
  return { changed, run, close: () => clearInterval(timer) }
}

/** Counts in Redis: one INCRBY and one PEXPIRE a count, in one pipeline. */
export function redisCountStore(redis: Redis, prefix = "txova:rate:"): CountStore {
  return {
    async add(increments, keepMs) {
      const pipeline = redis.pipeline()
      for (const { key, by } of increments) {
        pipeline.incrby(prefix + key, by)
        pipeline.pexpire(prefix + key, keepMs)
      }
      const results = (await pipeline.exec()) ?? []
      return increments.map((_, index) => {
        const [error, total] = results[2 * index] ?? [new Error("no result"), undefined]
        return error === null && typeof total === "number" ? total : undefined
      })
    },
  }
}
