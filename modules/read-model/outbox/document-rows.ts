import type { Queryable } from "../postgres/pool"
import type { Group } from "../rules/plan-batch"

/** Marks a document's row as one that no cached answer waits for. */
const quietMark = ":quiet"

/** Name under which single documents of a collection stand in the outbox; never with a dot, which triggers' names have. */
export function documentSource(collection: string, isQuiet = false): string {
  return isQuiet ? `${collection}${quietMark}` : collection
}

/** The collection that a row of a single document names, and whether it is quiet. */
export function readDocumentSource(source: string): { collection: string; isQuiet: boolean } {
  const isQuiet = source.endsWith(quietMark)
  return { collection: isQuiet ? source.slice(0, -quietMark.length) : source, isQuiet }
}

/** Enters single documents; they keep the time of the change that concerned them, which lag is counted from. */
export async function enterDocuments(
  db: Queryable,
  groups: readonly Pick<Group, "collection" | "ids" | "isQuiet" | "writtenAt">[]
): Promise<void> {
  for (const { collection, ids, isQuiet, writtenAt } of groups) {
    await db.query(
      `INSERT INTO projection_outbox (source, source_id, created_at)
       SELECT $1, unnest($2::text[]), $3`,
      [documentSource(collection, isQuiet), ids, writtenAt]
    )
  }
}

/** Enters documents of a collection that are to be projected again in some time, in milliseconds. */
export async function enterDocumentsLater(
  db: Queryable,
  collection: string,
  ids: readonly string[],
  delay: number
): Promise<void> {
  // Counted from then on: what waits by intention is no lag.
  await db.query(
    `INSERT INTO projection_outbox (source, source_id, available_at, created_at)
     SELECT $1, id, due, due
       FROM unnest($2::text[]) AS id, (SELECT now() + make_interval(secs => $3 / 1000.0) AS due) AS time`,
    [documentSource(collection, true), ids, delay]
  )
}
