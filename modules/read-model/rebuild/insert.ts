import {
  MongoBulkWriteError,
  isServerFailure,
  writeErrorsOf,
  type Collection,
} from "../mongo/driver"
import type { ProjectedDocument } from "../collections/projection"
import { writeChanges } from "../mongo/write"

const duplicateKey = 11000

/**
 * Stores documents in a shadow as of a version. An insert costs less than a guarded
 * upsert, and nearly always nothing is there; what the projector has stored meanwhile
 * is met by its `_id`, and then the guard decides which of the two is newer.
 *
 * @throws where Mongo cannot be reached, or refuses a document for another reason.
 */
export async function insertDocuments(
  shadow: Collection,
  documents: readonly ProjectedDocument[],
  version: bigint
): Promise<void> {
  if (documents.length === 0) {
    return
  }
  try {
    await shadow.bulkWrite(
      documents.map((document) => ({ insertOne: { document: { ...document, version } } })),
      { ordered: false }
    )
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError) || isServerFailure(error)) {
      throw error
    }
    const errors = writeErrorsOf(error)
    if (errors.some(({ code }) => code !== duplicateKey)) {
      throw error
    }
    const known = errors.flatMap(({ index }) => documents[index] ?? [])
    const refused = await writeChanges(
      shadow,
      known.map((document) => ({ kind: "put", document })),
      version
    )
    if (refused[0] !== undefined) {
      throw new Error(refused[0].message)
    }
  }
}
