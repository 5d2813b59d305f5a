import type { PoolClient } from "pg"
import { projections, type AnyProjection } from "../collections"
import { toObjectId } from "../collections/ids"
import type { Claimed } from "../outbox/claim"
import { sourceName } from "../outbox/triggers"
import { documentTag, type ProjectContext } from "./context"
import { nextVersion } from "./project"

/** Documents hidden by one command: a list of ids that a server reads without strain. */
const chunkSize = 1_000

/**
 * Takes documents out of every public answer as of a version, without making them
 * anew; a document with a later version stays as it is. What hides nothing, such as
 * a collection without public answers, is passed over.
 *
 * @returns the tags of cached answers that went stale.
 */
export async function hideDocuments(
  context: ProjectContext,
  projection: AnyProjection,
  ids: readonly string[],
  version: bigint,
  shadow?: string
): Promise<string[]> {
  const { collection, hidden } = projection
  if (hidden === undefined || ids.length === 0) {
    return []
  }
  const tags = (await context.followers[collection]?.hide(ids, version)) ?? [collection]
  for (let from = 0; from < ids.length; from += chunkSize) {
    const _ids = ids.slice(from, from + chunkSize).map((id) => toObjectId(projection.idSeed(id)))
    for (const name of shadow === undefined ? [collection] : [collection, shadow]) {
      await context
        .collection(name)
        .updateMany(
          { _id: { $in: _ids }, version: { $lt: version }, deletedAt: { $exists: false } },
          { $set: { ...hidden, version } }
        )
    }
  }
  return [...tags, ...ids.map((id) => documentTag(projection, id))]
}

/**
 * Hides what claimed changes say nobody may see any more, such as all products of a
 * suspended seller. It takes a moment where projecting them takes many batches. Each
 * is projected all the same, by this batch or a later one, which shows again what was
 * hidden in vain.
 *
 * @returns the tags of cached answers that went stale.
 */
export async function hideAtOnce(
  context: ProjectContext,
  client: PoolClient,
  changes: readonly Claimed[],
  shadows: ReadonlyMap<string, string>
): Promise<string[]> {
  const tags: string[] = []
  for (const projection of projections) {
    for (const feed of projection.feeds) {
      const ids = changes
        .filter((row) => row.source === sourceName(feed))
        .map((row) => row.source_id)
      if (feed.hides !== undefined && ids.length > 0) {
        const version = await nextVersion(context.db)
        const { rows } = await client.query<{ id: string }>(feed.hides, [ids])
        const found = rows.map((row) => row.id)
        const shadow = shadows.get(projection.collection)
        tags.push(...(await hideDocuments(context, projection, found, version, shadow)))
      }
    }
  }
  return tags
}
