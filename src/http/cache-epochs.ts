/** The tag of every entry; sent when signals may have been lost. */
export const everything = "*"

/** When each tag was last invalidated, counted in invalidations. */
export interface Epochs {
  /** The present epoch. */
  now(): number
  /** Begins a new epoch for these tags. */
  move(tags: readonly string[]): void
  /** Whether any of these tags was invalidated after an epoch. */
  movedSince(epoch: number, tags: Iterable<string>): boolean
}

/**
 * Remembers the epochs of the latest tags. When there are too many to remember, all are
 * taken as invalidated: a fill is then lost for nothing, which costs one read.
 */
export function createEpochs(mostTags = 10_000): Epochs {
  const lastMoved = new Map<string, number>()
  let present = 0
  let allMoved = 0
  return {
    now: () => present,
    move(tags) {
      present += 1
      if (tags.includes(everything) || lastMoved.size + tags.length > mostTags) {
        lastMoved.clear()
        allMoved = present
        return
      }
      tags.forEach((tag) => lastMoved.set(tag, present))
    },
    movedSince(epoch, tags) {
      if (allMoved > epoch) {
        return true
      }
      for (const tag of tags) {
        if ((lastMoved.get(tag) ?? 0) > epoch) {
          return true
        }
      }
      return false
    },
  }
}
