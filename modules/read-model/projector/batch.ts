import type { Pool, PoolClient } from "pg"
import { projections, type AnyProjection } from "../collections"
import { claimChanges, type Claimed } from "../outbox/claim"
import { enterDocuments, readDocumentSource } from "../outbox/document-rows"
import { clearDeadLetters, recordFailures } from "../outbox/fail"
import { resolveChanges } from "../outbox/resolve"
import { inTransaction } from "../postgres/pool"
import { readShadows } from "../rebuild/shadow"
import { planBatch, type Group } from "../rules/plan-batch"
import type { ProjectContext } from "./context"
import { hideAtOnce, hideDocuments } from "./hide"
import { projectDocuments } from "./project"

/** Changes taken at once: many of one document become one write. */
const changeLimit = 2_000
/** Documents of those that one batch projects; those beyond go back one by one. */
const changedLimit = { usual: 500, afterHiding: 50 }
/**
 * Single documents taken at once: what a new change waits for at most. Some are taken
 * beside changes too, so that a stream of those does not keep them for ever.
 */
const documentLimit = { alone: 250, besideChanges: 100 }
/** Documents read and written at once, so that one batch's memory stays small. */
const chunkSize = 250

export type Batch = {
  claimed: number
  documents: number
  /** Whether more waits already. */
  isFull: boolean
  /** Tags of cached answers that went stale, to be told once the batch has committed. */
  tags: string[]
  /** Seconds from the write of the oldest change projected here to its projection. */
  lagSeconds: number
}

const idle: Batch = { claimed: 0, documents: 0, isFull: false, tags: [], lagSeconds: 0 }

type Targets = Map<AnyProjection, Map<string, { attempts: number; isQuiet: boolean }>>

/** Each document once, however many changes met it. */
function targetsOf(groups: readonly Group[], documents: readonly Claimed[]): Targets {
  const targets: Targets = new Map()
  const add = (collection: string, id: string, attempts: number, isQuiet: boolean) => {
    const projection = projections.find((entry) => entry.collection === collection)
    // What a release no longer projects is nobody's.
    if (projection === undefined) {
      return
    }
    const entries = targets.get(projection) ?? new Map<string, never>()
    const known = entries.get(id)
    targets.set(
      projection,
      entries.set(id, {
        attempts: Math.max(attempts, known?.attempts ?? 0),
        isQuiet: isQuiet && (known?.isQuiet ?? true),
      })
    )
  }
  for (const { source, source_id, attempts } of documents) {
    const { collection, isQuiet } = readDocumentSource(source)
    add(collection, source_id, attempts, isQuiet)
  }
  for (const { collection, ids, isQuiet } of groups) {
    ids.forEach((id) => {
      add(collection, id, 0, isQuiet)
    })
  }
  return targets
}

function chunksOf<T>(values: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size)
  )
}

/** Projects documents and settles their failures; gives the tags that went stale. */
async function projectTargets(
  client: PoolClient,
  context: ProjectContext,
  targets: Targets,
  shadows: ReadonlyMap<string, string>
): Promise<string[]> {
  const stale: string[] = []
  for (const [projection, documents] of targets) {
    const { collection } = projection
    const shadow = shadows.get(collection)
    for (const ids of chunksOf([...documents.keys()], chunkSize)) {
      const { failures, tags } = await projectDocuments(context, projection, ids, shadow)
      const givenUp = await recordFailures(
        client,
        collection,
        failures.map((failure) => ({
          ...failure,
          attempts: documents.get(failure.id)?.attempts ?? 0,
        }))
      )
      for (const { id, version } of givenUp) {
        stale.push(...(await hideDocuments(context, projection, [id], version, shadow)))
      }
      const failed = new Set(failures.map((failure) => failure.id))
      await clearDeadLetters(
        client,
        collection,
        ids.filter((id) => !failed.has(id))
      )
      if (ids.some((id) => documents.get(id)?.isQuiet === false)) {
        stale.push(...tags)
      }
    }
  }
  return stale
}

/**
 * Projects one claim of changes. The rows leave the outbox with Mongo's
 * acknowledgement: a crash or an unreachable Mongo rolls the claim back. A change that
 * concerns more documents than a batch should hold is spread over later ones.
 */
export async function projectBatch(pool: Pool, context: ProjectContext): Promise<Batch> {
  return inTransaction(pool, async (client) => {
    const changes = await claimChanges(client, "changes", changeLimit)
    let documents =
      changes.length > 0 ? [] : await claimChanges(client, "documents", documentLimit.alone)
    if (changes.length + documents.length === 0) {
      return idle
    }
    const shadows = await readShadows(client)
    const hidden = await hideAtOnce(context, client, changes, shadows)
    if (changes.length > 0 && hidden.length === 0) {
      documents = await claimChanges(client, "documents", documentLimit.besideChanges)
    }
    // Cached answers show what was hidden until this batch has committed: it is a short one.
    const size = hidden.length > 0 ? changedLimit.afterHiding : changedLimit.usual
    const { now, later } = planBatch(await resolveChanges(client, changes), size)
    await enterDocuments(client, later)
    const targets = targetsOf(now, documents)
    const projected = await projectTargets(client, context, targets, shadows)
    const oldest = Math.min(
      Date.now(),
      ...documents.map((row) => row.created_at.getTime()),
      ...now.map((group) => group.writtenAt.getTime())
    )
    return {
      claimed: changes.length + documents.length,
      documents: [...targets.values()].reduce((sum, entries) => sum + entries.size, 0),
      isFull: later.length > 0 || documents.length >= documentLimit.besideChanges,
      tags: [...hidden, ...projected],
      lagSeconds: (Date.now() - oldest) / 1000,
    }
  })
}
