import type { Pool } from "pg"
import type { AnyProjection } from "../collections"
import { nextVersion } from "../projector/project"

/** Documents read at once: larger pages gain nothing more. */
const pageSize = 1_000
/**
 * Pages in hand at once. While Postgres reads one, this process makes documents of
 * another and Mongo stores a third; more of them wait for the processor only.
 */
const lanes = 3

async function* pagesOf(
  pool: Pool,
  listIds: AnyProjection["listIds"],
  signal: AbortSignal | undefined
): AsyncGenerator<string[]> {
  for (let after = ""; ;) {
    signal?.throwIfAborted()
    const ids = await listIds(pool, after, pageSize)
    const last = ids.at(-1)
    if (last === undefined) {
      return
    }
    after = last
    yield ids
  }
}

type Walk<Row> = {
  listIds: AnyProjection["listIds"]
  readRows: (pool: Pool, ids: readonly string[]) => Promise<Row[]>
  /** Stores a page of rows as of the version that they were read with, or later. */
  store: (rows: Row[], version: bigint) => Promise<void>
  /** Told how many rows are stored. */
  onProgress: (stored: number) => void
  signal?: AbortSignal | undefined
}

/**
 * Reads all rows of a collection, page by page, and stores each; several pages at once
 * and in any order. A page's version is taken before its rows are read.
 *
 * @returns how many rows there were.
 * @throws what a page threw first, once no page is in hand any more.
 */
export async function walkRows<Row>(pool: Pool, walk: Walk<Row>): Promise<number> {
  // One generator for all lanes: it queues their calls, and ends for all where one throws.
  const pages = pagesOf(pool, walk.listIds, walk.signal)
  let stored = 0
  const lane = async (): Promise<void> => {
    for await (const ids of pages) {
      const version = await nextVersion(pool)
      const rows = await walk.readRows(pool, ids)
      walk.signal?.throwIfAborted()
      await walk.store(rows, version)
      stored += rows.length
      walk.onProgress(stored)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const end of ended) {
    if (end.status === "rejected") {
      throw end.reason
    }
  }
  return stored
}
