import { Types } from "mongoose"
import { projections, type AnyProjection } from "../collections"
import type { ReadModel } from "../read-model"
import type { FollowerChecks } from "./compare"

/** The lists of a collection's ids that a walk goes through: what should be there, and twice what is. */
const lists = ["source", "stored", "followed"] as const

/** Where a walk over all documents stands. */
export type Place = { collection: number; list: number; after: string }

export const start: Place = { collection: 0, list: 0, after: "" }

/** Some documents to look at, and where the walk goes on whatever comes of them. */
export type Page = { projection: AnyProjection; ids: string[]; next: Place }

type Listed = { ids: string[]; after: string | undefined }

/** Ids of Mongo's documents, in the order of their ObjectIds, which have an index. */
async function listStored(
  readModel: ReadModel,
  collection: string,
  after: string,
  limit: number
): Promise<Listed> {
  const documents = await readModel
    .collection(collection)
    .find(
      {
        ...(after === "" ? {} : { _id: { $gt: new Types.ObjectId(after) } }),
        deletedAt: { $exists: false },
      },
      { projection: { medusaId: 1 } }
    )
    .sort({ _id: 1 })
    .limit(limit)
    .toArray()
  return {
    ids: documents.map((document) => String(document.medusaId)),
    after: documents.at(-1)?._id.toHexString(),
  }
}

/**
 * The next page of a walk over every collection: ids that Postgres has, then ids that
 * Mongo and the search index have, among which are those nobody should have any more.
 * Empty pages are passed over; after the last collection there is one with `start` next.
 */
export async function nextPage(
  readModel: ReadModel,
  followers: Partial<Record<string, FollowerChecks>>,
  place: Place,
  limit: number
): Promise<Page | undefined> {
  const projection = projections[place.collection]
  if (projection === undefined) {
    return undefined
  }
  const { collection } = projection
  const list = lists[place.list]
  let found: Listed = { ids: [], after: undefined }
  if (list === "source") {
    const ids = await projection.listIds(readModel.projectorPool, place.after, limit)
    found = { ids, after: ids.at(-1) }
  } else if (list === "stored") {
    found = await listStored(readModel, collection, place.after, limit)
  } else if (list === "followed") {
    const ids = (await followers[collection]?.listFollowed(place.after, limit)) ?? []
    found = { ids, after: ids.at(-1) }
  }
  if (found.after !== undefined) {
    return { projection, ids: found.ids, next: { ...place, after: found.after } }
  }
  const isLast = place.list === lists.length - 1
  return nextPage(
    readModel,
    followers,
    isLast
      ? { collection: place.collection + 1, list: 0, after: "" }
      : { ...place, list: place.list + 1, after: "" },
    limit
  )
}
