/** More work waits already than would be done in the time anybody waits. */
export class NoSlotError extends Error {
  constructor() {
    super("Too much of this work is waiting")
    this.name = "NoSlotError"
  }
}

/**
 * Lets `most` pieces of work run at once and as many as `queue` wait, first come first served.
 *
 * @throws NoSlotError where the queue is full.
 */
export function createSlots(most: number, queue: number) {
  const waiting: (() => void)[] = []
  let running = 0

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < most) {
      running += 1
    } else if (waiting.length < queue) {
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      throw new NoSlotError()
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) {
        running -= 1
      } else {
        next()
      }
    }
  }
}
