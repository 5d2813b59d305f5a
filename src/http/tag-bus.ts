/** Told when tags were invalidated by another process; `["*"]` when signals may be lost. */
export type TagListener = (tags: readonly string[]) => void

/** Carries invalidated cache tags between processes. A process does not hear itself. */
export interface TagBus {
  /**
   * Tells the other processes. Never rejects: a lost signal costs others the cache's TTL at
   * most, and is made good by `*` when the connection returns.
   */
  publish(tags: readonly string[]): Promise<void>
  /** Listens until the returned function is called. */
  subscribe(listener: TagListener): () => void
  close(): Promise<void>
}

/** The listeners of one bus. */
export interface TagListeners {
  readonly add: (listener: TagListener) => () => void
  readonly tell: (tags: readonly string[]) => void
}

/** Makes an empty set of listeners. */
export function createTagListeners(): TagListeners {
  const listeners = new Set<TagListener>()
  return {
    add(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (tags) => listeners.forEach((listener) => listener(tags)),
  }
}
