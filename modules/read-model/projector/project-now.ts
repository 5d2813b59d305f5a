import { setTimeout as delay } from "node:timers/promises"
import { projectionOf } from "../collections"
import type { ProjectContext } from "./context"
import { projectDocuments } from "./project"
import { messageOf } from "./read-documents"

/** Milliseconds that the answer to a write waits for Mongo; then the outbox has it. */
const patience = 2_000

export type ProjectNowOptions = {
  context: ProjectContext
  isMongoUp: () => boolean
  onStale: (tags: string[]) => void
  /** Told, fit for a log, why documents could not be shown at once. */
  onProblem: (message: string) => void
}

/**
 * Makes a function that projects documents for the answer to a write. It never
 * throws for a database's or a document's sake: the write has committed, and its
 * changes stand in the outbox.
 *
 * It holds no connection while it needs another, so any number of calls get on with a
 * small pool. That leaves out the lock which keeps a rebuild's swap waiting, and with
 * it the shadow: the projector, which takes the same changes from the outbox, writes
 * there. Where a swap falls between the two, the author sees the write some
 * milliseconds late.
 */
export function createProjectNow(options: ProjectNowOptions) {
  const { context, isMongoUp, onStale, onProblem } = options

  return async (collection: string, ids: readonly string[]): Promise<void> => {
    const projection = projectionOf(collection)
    if (!isMongoUp()) {
      return
    }
    const work = projectDocuments(context, projection, ids).then(
      ({ failures, tags }) => {
        onStale(tags)
        failures.forEach(({ id, error }) => {
          onProblem(`${collection} ${id}: ${error}`)
        })
      },
      (error: unknown) => {
        onProblem(`${collection}: ${messageOf(error)}`)
      }
    )
    const timeout = new AbortController()
    const late = delay(patience, undefined, { signal: timeout.signal }).catch(() => undefined)
    try {
      await Promise.race([work, late])
    } finally {
      timeout.abort()
    }
  }
}
