import { setTimeout as delay } from "node:timers/promises"
import { MongoError, type Db, type IndexDescription } from "../mongo/driver"

const duplicateKey = 11000
const attempts = 10
/** Milliseconds in which the projector catches up. */
const pause = 500

async function readIndexes(db: Db, collection: string): Promise<IndexDescription[]> {
  const present = await db.listCollections({ name: collection }).toArray()
  const indexes =
    present.length === 0 ? [] : await db.collection(collection).listIndexes().toArray()
  return (indexes as IndexDescription[])
    .filter(({ name }) => name !== "_id_")
    .map(({ key, name, unique, partialFilterExpression, collation }) => ({
      key,
      ...(name === undefined ? {} : { name }),
      ...(unique === true ? { unique } : {}),
      ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
      ...(collation === undefined ? {} : { collation }),
    }))
}

/** The indexes of a living collection that a shadow is to have, by when it gets them. */
type Indexes = {
  /** From the beginning: an entry costs little as its document comes, a second reading of all much. */
  early: IndexDescription[]
  /**
   * Once it is filled. Pages are read at different moments, and a slug that goes from one
   * product to another may stand in both until the projector has brought the change.
   */
  unique: IndexDescription[]
}

export async function indexesOf(db: Db, collection: string): Promise<Indexes> {
  const indexes = await readIndexes(db, collection)
  return {
    early: indexes.filter(({ unique }) => unique !== true),
    unique: indexes.filter(({ unique }) => unique === true),
  }
}

/** Creates indexes, of which there may be none; for a value that stands twice it waits some seconds. */
export async function createIndexes(
  db: Db,
  collection: string,
  indexes: readonly IndexDescription[]
): Promise<void> {
  for (let attempt = 1; indexes.length > 0; attempt += 1) {
    try {
      await db.collection(collection).createIndexes([...indexes])
      return
    } catch (error) {
      const isTwice = error instanceof MongoError && error.code === duplicateKey
      if (!isTwice || attempt === attempts) {
        throw error
      }
      await delay(pause)
    }
  }
}
