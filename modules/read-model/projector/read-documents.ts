import type { AnyProjection } from "../collections"
import type { ProjectedDocument } from "../collections/projection"
import type { Queryable } from "../postgres/pool"
import { isOutage } from "./outage"
import { redact } from "./redact"

export type ReadFailure = { id: string; error: string }

/** Documents made from the current rows, in the rows' order, and the rows no document can be made of. */
export type Read = {
  rows: { id: string }[]
  documents: ProjectedDocument[]
  failures: ReadFailure[]
}

/** A failure's message, fit for logs and dead letters. */
export function messageOf(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error))
}

/**
 * Reads rows and makes their documents; a row that makes no sense fails alone. Where
 * the query itself stumbles over a row, the ids are halved until that one stands alone.
 *
 * @throws where Postgres cannot be reached.
 */
export async function readDocuments(
  projection: AnyProjection,
  db: Queryable,
  ids: readonly string[]
): Promise<Read> {
  const result: Read = { rows: [], documents: [], failures: [] }
  let rows: { id: string }[]
  try {
    rows = await projection.readRows(db, ids)
  } catch (error) {
    const [id] = ids
    if (isOutage(error) || id === undefined) {
      throw error
    }
    if (ids.length === 1) {
      return { ...result, failures: [{ id, error: messageOf(error) }] }
    }
    const middle = ids.length >> 1
    const first = await readDocuments(projection, db, ids.slice(0, middle))
    const second = await readDocuments(projection, db, ids.slice(middle))
    return {
      rows: [...first.rows, ...second.rows],
      documents: [...first.documents, ...second.documents],
      failures: [...first.failures, ...second.failures],
    }
  }
  for (const row of rows) {
    try {
      result.documents.push(projection.toDocument(row))
      result.rows.push(row)
    } catch (error) {
      result.failures.push({ id: row.id, error: messageOf(error) })
    }
  }
  return result
}
