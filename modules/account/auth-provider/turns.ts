/**
 * Lets so many pieces of work with one key run at once; the others wait, first come
 * first served. A key that nobody holds takes no memory.
 */
export function createTurns(most: number) {
  const running = new Map<string, { count: number; waiting: (() => void)[] }>()

  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const place = running.get(key) ?? { count: 0, waiting: [] }
    running.set(key, place)
    if (place.count < most) {
      place.count += 1
    } else {
      await new Promise<void>((resolve) => place.waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = place.waiting.shift()
      if (next !== undefined) {
        next()
      } else {
        place.count -= 1
        if (place.count === 0) {
          running.delete(key)
        }
      }
    }
  }
}
