import type { Pool } from "pg"
import { claimChanges } from "../outbox/claim"
import { clearDeadLetters, recordFailures } from "../outbox/fail"
import { resolveTargets } from "../outbox/resolve"
import { inTransaction } from "../postgres/pool"
import { readShadows } from "../rebuild/shadow"
import { projectDocuments, type ProjectContext } from "./project"

/** Outbox rows taken at once: many changes of one document become one write. */
const claimLimit = 2_000
/** Documents read and written at once, so that one batch's memory stays small. */
const chunkSize = 250

export type Batch = {
  claimed: number
  documents: number
  /** Tags of cached answers that went stale, to be told once the batch has committed. */
  tags: string[]
  /** Seconds from the oldest change's write to its projection. */
  lagSeconds: number
}

function chunksOf<T>(values: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size)
  )
}

/**
 * Projects one claim of changes. The rows leave the outbox with Mongo's
 * acknowledgement: a crash or an unreachable Mongo rolls the claim back.
 */
export async function projectBatch(pool: Pool, context: ProjectContext): Promise<Batch> {
  return inTransaction(pool, async (client) => {
    const claimed = await claimChanges(client, claimLimit)
    const batch: Batch = { claimed: claimed.length, documents: 0, tags: [], lagSeconds: 0 }
    if (claimed.length === 0) {
      return batch
    }
    const shadows = await readShadows(client)
    const targets = await resolveTargets(client, claimed)
    for (const [projection, documents] of targets) {
      for (const ids of chunksOf([...documents.keys()], chunkSize)) {
        const shadow = shadows.get(projection.collection)
        const { failures, tags } = await projectDocuments(context, projection, ids, shadow)
        const failed = failures.map((failure) => ({
          ...failure,
          attempts: documents.get(failure.id)?.attempts ?? 0,
        }))
        await recordFailures(client, projection.collection, failed)
        const failedIds = new Set(failures.map((failure) => failure.id))
        const projected = ids.filter((id) => !failedIds.has(id))
        await clearDeadLetters(client, projection.collection, projected)
        if (ids.some((id) => documents.get(id)?.quiet === false)) {
          batch.tags.push(...tags)
        }
        batch.documents += ids.length
      }
    }
    const oldest = Math.min(...claimed.map((row) => row.created_at.getTime()))
    batch.lagSeconds = Math.max(0, (Date.now() - oldest) / 1000)
    return batch
  })
}
