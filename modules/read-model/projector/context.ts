import { objectIdOf } from "../../../src/lib/object-id"
import type { AnyProjection } from "../collections"
import type { ProjectedDocument } from "../collections/projection"
import type { Collection } from "../mongo/driver"
import type { Queryable } from "../postgres/pool"

/** What projecting needs of the running process. */
export type ProjectContext = {
  db: Queryable
  collection: (name: string) => Collection
  /** What follows the documents of a collection, such as the search index. */
  followers: Partial<Record<string, Follower>>
}

/** Keeps something in step with a collection; each call gives the tags of answers that went stale. */
export type Follower = {
  project: (change: {
    rows: { id: string }[]
    documents: ProjectedDocument[]
    deleted: string[]
    version: bigint
  }) => Promise<string[]>
  /** Takes documents out of public sight; one with a later version stays as it is. */
  hide: (ids: readonly string[], version: bigint) => Promise<string[]>
}

/** The tag of answers that show a document: its collection and the ObjectId clients see. */
export function documentTag(projection: AnyProjection, id: string): string {
  return `${projection.collection}:${objectIdOf(projection.idSeed(id))}`
}
