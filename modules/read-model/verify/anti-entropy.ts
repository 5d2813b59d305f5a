import { enterDocuments } from "../outbox/document-rows"
import { isOutage } from "../projector/outage"
import { messageOf } from "../projector/read-documents"
import type { ReadModel } from "../read-model"
import { unprojectable, type Difference, type FollowerChecks } from "./compare"
import { verifyDocuments } from "./verify"
import { nextPage, start } from "./walk"

export type AntiEntropyOptions = {
  readModel: ReadModel
  /** What follows a collection, by its name. */
  followers: Partial<Record<string, FollowerChecks>>
  /** Told what differed and is projected again. */
  onRepair: (differences: Difference[]) => void
  /** Told the documents that Postgres holds rows of which none can be made of. */
  onUnprojectable: (differences: Difference[]) => void
  /** Told, fit for a log, why a step came to nothing. */
  onError: (message: string) => void
  /** Documents a step, and milliseconds between steps. */
  batchSize?: number
  pause?: number
}

/**
 * Walks all documents slowly, for ever, and has those that differ from Postgres
 * projected again: what no other safeguard foresaw is mended within hours and
 * reported, instead of being found by a buyer. A row that makes no sense stops
 * nobody; it is tried again too, which hides its document if nothing else did.
 */
export function startAntiEntropy(options: AntiEntropyOptions): { stop: () => Promise<void> } {
  const { readModel, followers, batchSize = 200, pause = 15_000 } = options
  let place = start
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let step: Promise<void> = Promise.resolve()

  async function report(differences: Difference[]): Promise<void> {
    const [first] = differences
    if (first === undefined) {
      return
    }
    await enterDocuments(readModel.projectorPool, [
      {
        collection: first.collection,
        ids: [...new Set(differences.map((difference) => difference.id))],
        isQuiet: false,
        writtenAt: new Date(),
      },
    ])
    const isHopeless = ({ path }: Difference) => path === unprojectable
    const hopeless = differences.filter(isHopeless)
    const repaired = differences.filter((difference) => !isHopeless(difference))
    if (hopeless.length > 0) {
      options.onUnprojectable(hopeless)
    }
    if (repaired.length > 0) {
      options.onRepair(repaired)
    }
  }

  async function walk(): Promise<void> {
    const page = await nextPage(readModel, followers, place, batchSize)
    if (page === undefined) {
      place = start
      return
    }
    const { projection, ids, next } = page
    try {
      const comparison = {
        pool: readModel.projectorPool,
        collection: readModel.collection(projection.collection),
        projection,
        follower: followers[projection.collection],
      }
      await report(await verifyDocuments(comparison, ids))
    } catch (error) {
      // Where a database is away the walk waits for it; nothing else may hold it up.
      if (isOutage(error)) {
        throw error
      }
      options.onError(messageOf(error))
    }
    place = next
  }

  function schedule(): void {
    timer = setTimeout(() => {
      step = walk()
        .catch((error: unknown) => {
          options.onError(messageOf(error))
        })
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
