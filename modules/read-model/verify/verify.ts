import { setTimeout as delay } from "node:timers/promises"
import type { Collection, Document } from "../mongo/driver"
import type { Pool } from "pg"
import type { AnyProjection } from "../collections"
import { toObjectId } from "../collections/ids"
import { differingPaths } from "./differences"
import { misfittingPaths } from "./schema-paths"

const batchSize = 500

/** A document of the read model that is not what Postgres or its schema says: by path, never by value. */
export type Difference = { collection: string; id: string; path: string }

/** Compares more than Mongo's document, such as the search index; gives differing paths by id. */
export type FollowerCheck = (rows: { id: string }[]) => Promise<{ id: string; path: string }[]>

async function compare(
  pool: Pool,
  collection: Collection,
  projection: AnyProjection,
  ids: readonly string[],
  check?: FollowerCheck
): Promise<Difference[]> {
  const rows = await projection.readRows(pool, ids)
  const expected = new Map(rows.map((row) => [row.id, projection.toDocument(row)]))
  const stored = await collection
    .find({ _id: { $in: ids.map((id) => toObjectId(projection.idSeed(id))) } })
    .toArray()
  const actual = new Map(
    stored
      .filter((document) => document.deletedAt === undefined)
      .map((document) => [String(document.medusaId), document])
  )
  const differences = ids.flatMap((id) => {
    const want = expected.get(id)
    const have: Document | undefined = actual.get(id)
    if (want === undefined || have === undefined) {
      return want === have ? [] : [{ id, path: want === undefined ? "(extra)" : "(missing)" }]
    }
    const { version: _version, ...rest } = have
    const paths = [...differingPaths(want, rest), ...misfittingPaths(projection.schema, have)]
    return [...new Set(paths)].map((path) => ({ id, path }))
  })
  const followed = await check?.(rows)
  return [...differences, ...(followed ?? [])].map((difference) => ({
    collection: projection.collection,
    ...difference,
  }))
}

/** Waits until the changes written so far have left the outbox, ten seconds at most. */
async function outboxDrained(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ last: string }>(
    "SELECT coalesce(max(id), 0) AS last FROM projection_outbox"
  )
  const last = rows[0]?.last ?? "0"
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const left = await pool.query<{ left: boolean }>(
      "SELECT EXISTS (SELECT FROM projection_outbox WHERE id <= $1) AS left",
      [last]
    )
    if (left.rows[0]?.left !== true) {
      return
    }
    await delay(100)
  }
}

/** Compares some documents; a difference counts only if it outlives the changes under way. */
export async function verifyDocuments(
  pool: Pool,
  collection: Collection,
  projection: AnyProjection,
  ids: readonly string[],
  check?: FollowerCheck
): Promise<Difference[]> {
  const first = await compare(pool, collection, projection, ids, check)
  if (first.length === 0) {
    return []
  }
  await outboxDrained(pool)
  const suspects = [...new Set(first.map((difference) => difference.id))]
  return compare(pool, collection, projection, suspects, check)
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
  check?: FollowerCheck,
  listFollowed?: (after: string, limit: number) => Promise<string[]>
): Promise<{ documents: number; differences: Difference[] }> {
  const suspects = new Set<string>()
  const seen = new Set<string>()
  let after = ""
  for (;;) {
    const ids = await projection.listIds(pool, after, batchSize)
    const last = ids.at(-1)
    if (last === undefined) {
      break
    }
    after = last
    ids.forEach((id) => seen.add(id))
    for (const { id } of await compare(pool, collection, projection, ids, check)) {
      suspects.add(id)
    }
  }
  const stored = collection.find({ deletedAt: { $exists: false } }, { projection: { medusaId: 1 } })
  for await (const document of stored) {
    const id = String(document.medusaId)
    if (!seen.has(id)) {
      suspects.add(id)
    }
  }
  for (let from = ""; listFollowed !== undefined;) {
    const ids = await listFollowed(from, batchSize)
    const last = ids.at(-1)
    if (last === undefined) {
      break
    }
    from = last
    ids.filter((id) => !seen.has(id)).forEach((id) => suspects.add(id))
  }
  if (suspects.size === 0) {
    return { documents: seen.size, differences: [] }
  }
  await outboxDrained(pool)
  const differences = await compare(pool, collection, projection, [...suspects], check)
  return { documents: seen.size, differences }
}
