/** The documents of one collection that changes of one kind concern, each once. */
export type Group = {
  collection: string
  ids: string[]
  /** From a bulk change, or one change that concerns many: it waits as a whole or not at all. */
  isWide: boolean
  /** No cached answer waits for them. */
  isQuiet: boolean
  /** When the oldest of the changes was written. */
  writtenAt: Date
}

function keyOf(group: Group, id: string): string {
  return `${group.collection} ${id}`
}

/**
 * Splits what was claimed into what is projected at once, `limit` documents at
 * most, and what goes back to the outbox document by document. Small groups come
 * first: one product's price does not wait for a seller's ten thousand products. Of many
 * single changes the oldest come first; a wide group that does not fit goes back whole,
 * so that what was written after it is reached soon. What is projected now is left out of
 * what comes later.
 */
export function planBatch(
  groups: readonly Group[],
  limit: number
): { now: Group[]; later: Group[] } {
  const now: Group[] = []
  const rest: Group[] = []
  let room = limit
  for (const group of [...groups].sort((one, other) => one.ids.length - other.ids.length)) {
    const taken = group.isWide && group.ids.length > room ? 0 : Math.min(room, group.ids.length)
    now.push({ ...group, ids: group.ids.slice(0, taken) })
    rest.push({ ...group, ids: group.ids.slice(taken) })
    room -= taken
  }
  const taken = new Set(now.flatMap((group) => group.ids.map((id) => keyOf(group, id))))
  const later = rest.map((group) => ({
    ...group,
    ids: group.ids.filter((id) => !taken.has(keyOf(group, id))),
  }))
  const isFilled = (group: Group) => group.ids.length > 0
  return { now: now.filter(isFilled), later: later.filter(isFilled) }
}
