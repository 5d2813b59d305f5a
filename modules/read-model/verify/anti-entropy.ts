import { projections } from "../collections"
import type { ReadModel } from "../read-model"
import { verifyDocuments, type Difference, type FollowerCheck } from "./verify"

export type AntiEntropyOptions = {
  readModel: ReadModel
  /** Checks of what follows a collection, by its name. */
  checks: Partial<Record<string, FollowerCheck>>
  /** Told what differed and is projected again. */
  onRepair: (differences: Difference[]) => void
  /** Documents a step, and milliseconds between steps. */
  batchSize?: number
  pause?: number
}

/**
 * Walks all documents slowly, for ever, and has those that differ from Postgres
 * projected again: what no other safeguard foresaw is mended within hours and
 * reported, instead of being found by a buyer.
 */
export function startAntiEntropy(options: AntiEntropyOptions): { stop: () => Promise<void> } {
  const { readModel, checks, onRepair, batchSize = 200, pause = 15_000 } = options
  let place = { index: 0, after: "" }
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let step: Promise<void> = Promise.resolve()

  async function walk(): Promise<void> {
    const projection = projections[place.index]
    if (projection === undefined) {
      place = { index: 0, after: "" }
      return
    }
    const ids = await projection.listIds(readModel.pool, place.after, batchSize)
    const last = ids.at(-1)
    if (last === undefined) {
      place = { index: place.index + 1, after: "" }
      return
    }
    const { collection } = projection
    const differences = await verifyDocuments(
      readModel.pool,
      readModel.collection(collection),
      projection,
      ids,
      checks[collection]
    )
    if (differences.length > 0) {
      await readModel.pool.query(
        "INSERT INTO projection_outbox (source, source_id) SELECT $1, unnest($2::text[])",
        [collection, [...new Set(differences.map((difference) => difference.id))]]
      )
      onRepair(differences)
    }
    place = { index: place.index, after: last }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      // A database that is away is somebody else's alarm; the walk goes on where it was.
      step = walk()
        .catch(() => undefined)
        .finally(() => {
          if (!stopped) {
            schedule()
          }
        })
    }, pause)
    timer.unref()
  }

  schedule()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await step
    },
  }
}
