import type { Pool } from "pg"
import type { AnyProjection } from "../collections"
import { toObjectId } from "../collections/ids"
import type { Collection, Document } from "../mongo/driver"
import { readDocuments } from "../projector/read-documents"
import { differingPaths } from "./differences"
import { misfittingPaths } from "./schema-paths"

/** A document of the read model that is not what Postgres or its schema says: by path, never by value. */
export type Difference = { collection: string; id: string; path: string }

/** Stands for the path where Postgres has a row that no document can be made of. */
export const unprojectable = "(unprojectable)"

/** What follows a collection beside Mongo, such as the search index, and how to compare it. */
export type FollowerChecks = {
  /** Compares what is stored of `rows`, and finds what is stored of `absent`, which has no row; gives paths by id. */
  check: (rows: { id: string }[], absent: string[]) => Promise<{ id: string; path: string }[]>
  /** Ids of all that is stored, after `after`, rising, `limit` at most. */
  listFollowed: (after: string, limit: number) => Promise<string[]>
}

/** What is compared with what. */
export type Comparison = {
  pool: Pool
  collection: Collection
  projection: AnyProjection
  follower?: FollowerChecks | undefined
}

/** Compares stored documents with what Postgres gives now; a row that makes no sense is a difference by itself. */
export async function compare(
  { pool, collection, projection, follower }: Comparison,
  ids: readonly string[]
): Promise<Difference[]> {
  const { rows, documents, failures } = await readDocuments(projection, pool, ids)
  const expected = new Map(documents.map((document) => [document.medusaId, document]))
  const failed = new Set(failures.map((failure) => failure.id))
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
    if (failed.has(id)) {
      return [{ id, path: unprojectable }]
    }
    if (want === undefined || have === undefined) {
      return want === have ? [] : [{ id, path: want === undefined ? "(extra)" : "(missing)" }]
    }
    const { version: _version, ...rest } = have
    const paths = [...differingPaths(want, rest), ...misfittingPaths(projection.schema, have)]
    return [...new Set(paths)].map((path) => ({ id, path }))
  })
  const absent = ids.filter((id) => !expected.has(id) && !failed.has(id))
  const followed = await follower?.check(rows, absent)
  return [...differences, ...(followed ?? [])].map((difference) => ({
    collection: projection.collection,
    ...difference,
  }))
}
