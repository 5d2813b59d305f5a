import type { Collection } from "../mongo/driver"
import type { Pool } from "pg"
import type { AnyProjection } from "../collections"
import { compare, type Comparison, type Difference, type FollowerChecks } from "./compare"
import { outboxDrained } from "./drained"

export type { Difference, FollowerChecks } from "./compare"

const batchSize = 500
/** Milliseconds that changes under way have to leave the outbox. */
const patience = { some: 10_000, all: 120_000 }

/**
 * Compares some documents. A difference counts only if it outlives the changes under
 * way: while those take long nothing is said.
 */
export async function verifyDocuments(
  comparison: Comparison,
  ids: readonly string[]
): Promise<Difference[]> {
  const first = await compare(comparison, ids)
  if (first.length === 0 || !(await outboxDrained(comparison.pool, patience.some))) {
    return []
  }
  return compare(comparison, [...new Set(first.map((difference) => difference.id))])
}

/** Ids of one list, page by page. */
async function* pagesOf(list: (after: string) => Promise<string[]>): AsyncGenerator<string[]> {
  for (let after = ""; ;) {
    const ids = await list(after)
    const last = ids.at(-1)
    if (last === undefined) {
      return
    }
    yield ids
    after = last
  }
}

/**
 * Compares every field of every document of a collection with the state in
 * Postgres, and its types with the schema. A difference counts only if it outlives
 * the changes under way.
 */
export async function verifyCollection(
  pool: Pool,
  collection: Collection,
  projection: AnyProjection,
  follower?: FollowerChecks
): Promise<{ documents: number; differences: Difference[] }> {
  const comparison: Comparison = { pool, collection, projection, follower }
  const suspects = new Set<string>()
  const seen = new Set<string>()
  const suspectUnseen = (id: string) => {
    if (!seen.has(id)) {
      suspects.add(id)
    }
  }
  for await (const ids of pagesOf((after) => projection.listIds(pool, after, batchSize))) {
    ids.forEach((id) => seen.add(id))
    for (const { id } of await compare(comparison, ids)) {
      suspects.add(id)
    }
  }
  const stored = collection.find({ deletedAt: { $exists: false } }, { projection: { medusaId: 1 } })
  for await (const document of stored) {
    suspectUnseen(String(document.medusaId))
  }
  if (follower !== undefined) {
    for await (const ids of pagesOf((after) => follower.listFollowed(after, batchSize))) {
      ids.forEach(suspectUnseen)
    }
  }
  if (suspects.size === 0) {
    return { documents: seen.size, differences: [] }
  }
  await outboxDrained(pool, patience.all)
  const differences: Difference[] = []
  const ids = [...suspects]
  for (let from = 0; from < ids.length; from += batchSize) {
    differences.push(...(await compare(comparison, ids.slice(from, from + batchSize))))
  }
  return { documents: seen.size, differences }
}
