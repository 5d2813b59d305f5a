import type { AnyProjection } from "../collections"
import type { Queryable } from "../postgres/pool"
import { enterDocuments } from "./document-rows"

const pageSize = 10_000

/** Enters every document of a collection, whatever has become of it meanwhile; gives how many there are. */
export async function announceCollection(
  db: Queryable,
  projection: AnyProjection
): Promise<number> {
  let count = 0
  for (let after = ""; ;) {
    const ids = await projection.listIds(db, after, pageSize)
    const last = ids.at(-1)
    if (last === undefined) {
      return count
    }
    await enterDocuments(db, [
      { collection: projection.collection, ids, isQuiet: false, writtenAt: new Date() },
    ])
    after = last
    count += ids.length
  }
}
