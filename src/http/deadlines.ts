/** Something that must come to an end in time. */
export interface Bounded {
  /** By performance.now(). */
  readonly dueAt: number
  /** Called once when the time is over. */
  overdue(): void
}

/** What is under way and has a deadline. */
export interface Deadlines {
  add(item: Bounded): void
  delete(item: Bounded): void
}

/**
 * Watches deadlines by looking at everything under way from time to time: a timer a request
 * costs ten times as much, and nobody minds a tenth of a second.
 *
 * @param checkMs between looks
 */
export function createDeadlines(checkMs = 100): Deadlines {
  const underWay = new Set<Bounded>()
  setInterval(() => {
    const now = performance.now()
    for (const item of underWay) {
      if (item.dueAt <= now) {
        underWay.delete(item)
        item.overdue()
      }
    }
  }, checkMs).unref()
  return {
    add: (item) => void underWay.add(item),
    delete: (item) => void underWay.delete(item),
  }
}
