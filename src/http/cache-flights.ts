/** One piece of work that several wait for. */
export interface Flight<T> {
  /** Ends it for all who wait; only the first call counts. */
  land(result: T | undefined): void
}

/** Work under way, by key. */
export interface Flights<T> {
  /** Begins work on a key at an epoch; it replaces what was under way, whose waiters stay. */
  open(key: string, epoch: number): Flight<T>
  /** The result of work begun in this very epoch, or undefined when there is none. */
  join(key: string, epoch: number): Promise<T | undefined> | undefined
}

/**
 * Keeps one flight a key. Work begun before the latest invalidation is not joined, whatever
 * was invalidated: its tags may not be known yet, and a reader must see what it just wrote.
 *
 * @param limitMs after which waiting ends without a result
 */
export function createFlights<T>(limitMs: number): Flights<T> {
  const underWay = new Map<string, { epoch: number; result: Promise<T | undefined> }>()
  return {
    open(key, epoch) {
      let settle: (result: T | undefined) => void = () => undefined
      const result = new Promise<T | undefined>((resolve) => {
        settle = resolve
      })
      const flight = { epoch, result }
      const land = (landed: T | undefined): void => {
        clearTimeout(timer)
        if (underWay.get(key) === flight) {
          underWay.delete(key)
        }
        settle(landed)
      }
      const timer = setTimeout(() => land(undefined), limitMs)
      timer.unref()
      underWay.set(key, flight)
      return { land }
    },
    join(key, epoch) {
      const flight = underWay.get(key)
      return flight?.epoch === epoch ? flight.result : undefined
    },
  }
}
