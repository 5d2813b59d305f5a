import type { Collection } from "../mongo/driver"
import { objectIdOf } from "../../../src/lib/object-id"
import type { AnyProjection } from "../collections"
import { toObjectId } from "../collections/ids"
import type { ProjectedDocument } from "../collections/projection"
import { writeChanges, type Change } from "../mongo/write"
import type { Queryable } from "../postgres/pool"
import { storeObjectIds } from "../postgres/object-ids"
import { isOutage } from "./outage"
import { redact } from "./redact"

/** What projecting needs of the running process. */
export type ProjectContext = {
  db: Queryable
  collection: (name: string) => Collection
  /** Follows the documents of a collection, such as the search index; gives the tags that went stale. */
  followers: Partial<Record<string, Follower>>
}

export type Follower = (change: {
  rows: { id: string }[]
  documents: ProjectedDocument[]
  deleted: string[]
  version: bigint
}) => Promise<string[]>

export type Failure = { id: string; error: string }

export type Projected = {
  failures: Failure[]
  /** Tags of cached answers that went stale. */
  tags: string[]
}

/** The next version, later than any that read before now. */
export async function nextVersion(db: Queryable): Promise<bigint> {
  const { rows } = await db.query<{ version: string }>(
    "SELECT nextval('projection_version') AS version"
  )
  return BigInt(rows[0]?.version ?? 0)
}

/** The tag of answers that show a document: its collection and the ObjectId clients see. */
function documentTag(projection: AnyProjection, id: string): string {
  return `${projection.collection}:${objectIdOf(projection.idSeed(id))}`
}

type Read = { rows: { id: string }[]; documents: ProjectedDocument[]; failures: Failure[] }

/** Reads rows and makes their documents; a row that makes no sense fails alone. */
async function readDocuments(
  projection: AnyProjection,
  db: Queryable,
  ids: readonly string[]
): Promise<Read> {
  const result: Read = { rows: [], documents: [], failures: [] }
  for (const row of await projection.readRows(db, ids)) {
    try {
      result.documents.push(projection.toDocument(row))
      result.rows.push(row)
    } catch (error) {
      result.failures.push({ id: row.id, error: messageOf(error) })
    }
  }
  return result
}

function messageOf(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error))
}

async function projectTogether(
  context: ProjectContext,
  projection: AnyProjection,
  ids: readonly string[],
  shadow?: string
): Promise<Projected> {
  const version = await nextVersion(context.db)
  const { rows, documents, failures } = await readDocuments(projection, context.db, ids)
  const known = new Set([
    ...documents.map((document) => document.medusaId),
    ...failures.map((failure) => failure.id),
  ])
  const deleted = ids.filter((id) => !known.has(id))
  const changes: Change[] = [
    ...documents.map((document) => ({ kind: "put" as const, document })),
    ...deleted.map((id) => ({
      kind: "delete" as const,
      _id: toObjectId(projection.idSeed(id)),
      medusaId: id,
    })),
  ]
  await storeObjectIds(
    context.db,
    rows.flatMap((row) => [row.id, ...(projection.embeddedIds?.(row) ?? [])])
  )
  const follow = context.followers[projection.collection]
  const followed = await follow?.({ rows, documents, deleted, version })
  for (const name of shadow === undefined
    ? [projection.collection]
    : [projection.collection, shadow]) {
    const refused = await writeChanges(context.collection(name), changes, version)
    failures.push(
      ...refused.map(({ change, message }) => ({
        id: change.kind === "put" ? change.document.medusaId : change.medusaId,
        error: redact(message),
      }))
    )
  }
  return {
    failures,
    tags: [
      ...(followed ?? [projection.collection]),
      ...ids.map((id) => documentTag(projection, id)),
    ],
  }
}

/**
 * Reads the current state of documents and stores it in Mongo, also in a rebuild's
 * shadow. The version is taken before the state is read, so whoever reads later
 * holds the higher one. A batch that fails for one document's sake is halved until
 * that one stands alone.
 *
 * @throws where Postgres or Mongo cannot be reached; then the caller keeps its events.
 */
export async function projectDocuments(
  context: ProjectContext,
  projection: AnyProjection,
  ids: readonly string[],
  shadow?: string
): Promise<Projected> {
  try {
    return await projectTogether(context, projection, ids, shadow)
  } catch (error) {
    if (isOutage(error)) {
      throw error
    }
    const [id] = ids
    if (id === undefined || ids.length === 1) {
      return { failures: id === undefined ? [] : [{ id, error: messageOf(error) }], tags: [] }
    }
    const middle = ids.length >> 1
    const first = await projectDocuments(context, projection, ids.slice(0, middle), shadow)
    const second = await projectDocuments(context, projection, ids.slice(middle), shadow)
    return {
      failures: [...first.failures, ...second.failures],
      tags: [...first.tags, ...second.tags],
    }
  }
}
