import type { AnyProjection } from "../collections"
import { toObjectId } from "../collections/ids"
import { writeChanges, type Change } from "../mongo/write"
import { storeObjectIds } from "../postgres/object-ids"
import type { Queryable } from "../postgres/pool"
import { documentTag, type ProjectContext } from "./context"
import { isOutage } from "./outage"
import { messageOf, readDocuments } from "./read-documents"
import { redact } from "./redact"

/** A document that could not be made or stored, as of the version it was tried with. */
export type Failure = { id: string; error: string; version: bigint }

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

async function projectTogether(
  context: ProjectContext,
  projection: AnyProjection,
  ids: readonly string[],
  version: bigint,
  shadow?: string
): Promise<Projected> {
  const read = await readDocuments(projection, context.db, ids)
  const { rows, documents } = read
  const failures = read.failures.map((failure) => ({ ...failure, version }))
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
  const follower = context.followers[projection.collection]
  const followed = await follower?.project({ rows, documents, deleted, version })
  for (const name of shadow === undefined
    ? [projection.collection]
    : [projection.collection, shadow]) {
    const refused = await writeChanges(context.collection(name), changes, version)
    failures.push(
      ...refused.map(({ change, message }) => ({
        id: change.kind === "put" ? change.document.medusaId : change.medusaId,
        error: redact(message),
        version,
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
  const version = await nextVersion(context.db)
  try {
    return await projectTogether(context, projection, ids, version, shadow)
  } catch (error) {
    if (isOutage(error)) {
      throw error
    }
    const [id] = ids
    if (id === undefined || ids.length === 1) {
      const failures = id === undefined ? [] : [{ id, error: messageOf(error), version }]
      return { failures, tags: [] }
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
