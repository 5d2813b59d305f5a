import { LRUCache } from "lru-cache"
import { isShareable, makeEntry, sizeOf, type AnswerHead, type CacheEntry } from "./cache-entry"
import { createEpochs, everything } from "./cache-epochs"
import { cacheKeyOf, encodingOfKey, type KeyedRequest } from "./cache-key"
import { createFlights } from "./cache-flights"

export interface ResponseCacheOptions {
  /** Most bytes kept, bookkeeping included. */
  readonly maxBytes: number
  /** How long an entry may serve, at most and by default 5,000 ms. */
  readonly ttlMs?: number
  /** How long others wait for one fill before they read for themselves; 5,000 ms. */
  readonly fillMs?: number
  readonly now?: () => number
  readonly onHit?: () => void
  readonly onMiss?: () => void
}

/** An answer being made, begun before its data was read. */
export interface Fill {
  /** Adds tags that reading showed, such as the products of a list. */
  tag(tags: readonly string[]): void
  /** Has every look at the stored answer counted, though no handler sees it. */
  countAs(id: string): void
  /**
   * Offers the finished answer. Whoever waits for this key gets it.
   *
   * @param headers of the answer, names in lower case; the body is as they encode it
   * @returns whether it was stored: not when any of its tags was invalidated since the fill
   *   was opened, nor when it must not be shared
   */
  commit(body: Buffer | string, head: AnswerHead): boolean
  /** Gives up; whoever waits reads for itself. Does nothing after a commit. */
  abort(): void
}

/** Answers of hot reads, as bytes ready to send. */
export interface ResponseCache {
  /**
   * The fresh entry that answers this request, if there is one.
   *
   * @param at the time in ms since 1970, for a caller that has just asked the clock
   */
  lookup(request: KeyedRequest, at?: number): CacheEntry | undefined
  /** Begins an answer. Call it BEFORE reading the data. Only GETs may fill. */
  openFill(key: string, tags: readonly string[]): Fill
  /**
   * The answer that another request is making for this key, when it began after the last
   * invalidation; resolves to undefined when that one gave up.
   */
  join(key: string): Promise<CacheEntry | undefined> | undefined
  /** Joins the fill under way for a key, or makes one; `fill` must commit or throw. */
  run(
    key: string,
    tags: readonly string[],
    make: (fill: Fill) => Promise<void>
  ): Promise<CacheEntry | undefined>
  /** Drops every entry with one of these tags, and every fill begun before; `*` is all. */
  invalidate(tags: readonly string[]): void
  /** Entries and bytes now held. */
  size(): { entries: number; bytes: number }
}

export { cacheKeyOf } from "./cache-key"

const longestTtlMs = 5_000

/** Makes an empty cache. */
export function createResponseCache(options: ResponseCacheOptions): ResponseCache {
  const { maxBytes, fillMs = 5_000, now = Date.now, onHit, onMiss } = options
  const ttlMs = Math.min(options.ttlMs ?? longestTtlMs, longestTtlMs)
  const keysByTag = new Map<string, Set<string>>()
  const epochs = createEpochs()
  const flights = createFlights<CacheEntry>(fillMs)
  const entries = new LRUCache<string, CacheEntry>({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes / 8),
    sizeCalculation: sizeOf,
    dispose: (entry) => forget(keysByTag, entry),
  })

  function openFill(key: string, tags: readonly string[]): Fill {
    const opened = epochs.now()
    const storedAt = now()
    const known = new Set(tags)
    let countedFor: string | undefined
    const flight = flights.open(key, opened)
    return {
      tag: (more) => more.forEach((tag) => known.add(tag)),
      countAs: (id) => {
        countedFor = id
      },
      abort: () => flight.land(undefined),
      commit(body, head) {
        if (!isShareable(head, encodingOfKey(key))) {
          flight.land(undefined)
          return false
        }
        const bytes = typeof body === "string" ? Buffer.from(body) : body
        const entry = makeEntry(key, head.headers, bytes, [...known], storedAt, countedFor)
        const stored = !epochs.movedSince(opened, known) && entries.set(key, entry).has(key)
        if (stored) {
          remember(keysByTag, entry)
        }
        // Those who wait joined before any invalidation: the answer is right for them.
        flight.land(entry)
        return stored
      },
    }
  }

  const join = (key: string) => flights.join(key, epochs.now())

  return {
    openFill,
    join,
    lookup(request, at = now()) {
      const key = cacheKeyOf(request)
      if (key === undefined) {
        return undefined
      }
      const entry = entries.get(key)
      if (entry === undefined || at - entry.storedAt > ttlMs) {
        onMiss?.()
        return undefined
      }
      onHit?.()
      return entry
    },
    async run(key, tags, make) {
      const underWay = join(key)
      const joined = underWay === undefined ? undefined : await underWay
      if (joined !== undefined) {
        return joined
      }
      const fill = openFill(key, tags)
      const made = join(key)
      try {
        await make(fill)
      } finally {
        fill.abort()
      }
      return made
    },
    invalidate(tags) {
      epochs.move(tags)
      if (tags.includes(everything)) {
        entries.clear()
        return
      }
      for (const tag of tags) {
        for (const key of [...(keysByTag.get(tag) ?? [])]) {
          entries.delete(key)
        }
      }
    },
    size: () => ({ entries: entries.size, bytes: entries.calculatedSize }),
  }
}

function remember(keysByTag: Map<string, Set<string>>, entry: CacheEntry): void {
  for (const tag of entry.tags) {
    const keys = keysByTag.get(tag) ?? new Set()
    keysByTag.set(tag, keys.add(entry.key))
  }
}

function forget(keysByTag: Map<string, Set<string>>, entry: CacheEntry): void {
  for (const tag of entry.tags) {
    const keys = keysByTag.get(tag)
    keys?.delete(entry.key)
    if (keys?.size === 0) {
      keysByTag.delete(tag)
    }
  }
}
