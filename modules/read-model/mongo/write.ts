import type { Types } from "mongoose"
import {
  isServerFailure,
  MongoBulkWriteError,
  writeErrorsOf,
  type AnyBulkWriteOperation,
  type Collection,
} from "./driver"
import type { ProjectedDocument } from "../collections/projection"

/** A document to store, or an id to delete, as of the batch's version. */
export type Change =
  | { kind: "put"; document: ProjectedDocument }
  | { kind: "delete"; _id: Types.ObjectId; medusaId: string }

const duplicateKey = 11000

/**
 * A stale write finds no document older than itself, tries to insert and hits the
 * unique `_id`: that is the guard. A deletion leaves a tombstone of the same form.
 */
function operationOf(change: Change, version: bigint): AnyBulkWriteOperation {
  const replacement =
    change.kind === "put"
      ? { ...change.document, version }
      : { medusaId: change.medusaId, version, deletedAt: new Date() }
  const _id = change.kind === "put" ? change.document._id : change._id
  return {
    replaceOne: {
      filter: { _id, version: { $lt: version } },
      replacement,
      upsert: true,
    },
  }
}

function isStale(error: { code?: number; errmsg?: string }): boolean {
  return error.code === duplicateKey && /index: _id_|_id_ dup|\{ ?_id:/.test(error.errmsg ?? "")
}

/**
 * Stores changes as of a version; a newer document stays as it is.
 *
 * @returns the changes that Mongo refused, with its message.
 * @throws where Mongo cannot be reached or cannot write: then nothing is known of any of them.
 */
export async function writeChanges(
  collection: Collection,
  changes: readonly Change[],
  version: bigint
): Promise<{ change: Change; message: string }[]> {
  if (changes.length === 0) {
    return []
  }
  try {
    await collection.bulkWrite(
      changes.map((change) => operationOf(change, version)),
      { ordered: false }
    )
    return []
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || isServerFailure(error)) {
      throw error
    }
    return writeErrorsOf(error).flatMap((writeError) => {
      const change = changes[writeError.index]
      return change === undefined || isStale(writeError)
        ? []
        : [{ change, message: writeError.errmsg ?? "Mongo refused the document" }]
    })
  }
}
