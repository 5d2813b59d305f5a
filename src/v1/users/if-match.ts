import type { FastifyRequest } from "fastify"
import { AppError } from "../../lib/errors"

/** The entity tag of a document by the number of its edits. */
export function editTag(revision: number): string {
  return `"r${revision}"`
}

/**
 * The revision an edit is based on; undefined where the client does not say.
 *
 * @throws AppError EDITED_MEANWHILE for a tag that is not of this kind of document.
 */
export function revisionOf(request: FastifyRequest): number | undefined {
  const header = request.headers["if-match"]
  if (header === undefined || header === "*") {
    return undefined
  }
  const [, revision] = /^(?:W\/)?"r(\d{1,9})"$/.exec(header) ?? []
  if (revision === undefined) {
    throw new AppError("EDITED_MEANWHILE")
  }
  return Number(revision)
}
