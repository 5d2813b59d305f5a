import {
  MongoBulkWriteError,
  type Collection,
  type Db,
  writeErrorsOf,
  type IndexDescription,
} from "../mongo/driver"
import type { Pool } from "pg"
import type { AnyProjection } from "../collections"
import type { ProjectedDocument } from "../collections/projection"
import { writeChanges } from "../mongo/write"
import { inTransaction } from "../postgres/pool"
import { nextVersion } from "../projector/project"
import { lockSwap } from "./shadow"

const batchSize = 500
const duplicateKey = 11000

export type Rebuilt = { collection: string; documents: number; seconds: number }

/** A first insert is cheaper than an upsert; what the projector stored meanwhile is newer or equal and is kept by the guard. */
async function insertDocuments(
  shadow: Collection,
  documents: ProjectedDocument[],
  version: bigint
): Promise<void> {
  try {
    await shadow.bulkWrite(
      documents.map((document) => ({ insertOne: { document: { ...document, version } } })),
      { ordered: false }
    )
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) {
      throw error
    }
    const errors = writeErrorsOf(error)
    const refused = errors.find((entry) => entry.code !== duplicateKey)
    if (refused !== undefined || errors.length === 0) {
      throw error
    }
    const again = errors.flatMap((entry) => documents[entry.index] ?? [])
    const failed = await writeChanges(
      shadow,
      again.map((document) => ({ kind: "put", document })),
      version
    )
    if (failed[0] !== undefined) {
      throw new Error(failed[0].message)
    }
  }
}

async function copyIndexes(db: Db, from: string, to: string): Promise<void> {
  const present = await db.listCollections({ name: from }).toArray()
  const indexes = present.length === 0 ? [] : await db.collection(from).listIndexes().toArray()
  const wanted = (indexes as IndexDescription[])
    .filter(({ name }) => name !== "_id_")
    .map(({ key, name, unique, partialFilterExpression, collation }) => ({
      key,
      ...(name === undefined ? {} : { name }),
      ...(unique === true ? { unique } : {}),
      ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
      ...(collation === undefined ? {} : { collation }),
    }))
  if (wanted.length > 0) {
    await db.collection(to).createIndexes(wanted)
  }
}

async function fill(
  pool: Pool,
  projection: AnyProjection,
  shadow: Collection,
  onProgress: (documents: number) => void
): Promise<number> {
  let after = ""
  let count = 0
  let writing: Promise<void> = Promise.resolve()
  for (;;) {
    const version = await nextVersion(pool)
    const ids = await projection.listIds(pool, after, batchSize)
    const last = ids.at(-1)
    if (last === undefined) {
      await writing
      return count
    }
    const rows = await projection.readRows(pool, ids)
    const documents = rows.map((row) => projection.toDocument(row))
    // The next batch is read while this one is written.
    await writing
    writing = documents.length === 0 ? writing : insertDocuments(shadow, documents, version)
    writing.catch(() => undefined)
    after = last
    count += documents.length
    onProgress(count)
  }
}

/**
 * Rebuilds a collection beside the living one and swaps them, while the marketplace
 * goes on: projectors write to both from the moment the shadow is announced.
 *
 * @throws where a document cannot be projected; the living collection stays as it was.
 */
export async function rebuildCollection(
  pool: Pool,
  db: Db,
  projection: AnyProjection,
  onProgress: (documents: number) => void = () => undefined
): Promise<Rebuilt> {
  const started = performance.now()
  const { collection } = projection
  const shadow = `${collection}__rebuild`
  const guard = await pool.connect()
  try {
    const { rows } = await guard.query<{ free: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('projection_rebuild'), hashtext($1)) AS free",
      [collection]
    )
    if (rows[0]?.free !== true) {
      throw new Error(`A rebuild of ${collection} is under way already`)
    }
    await inTransaction(pool, async (client) => {
      await lockSwap(client)
      await db.dropCollection(shadow).catch(() => false)
      await db.createCollection(shadow)
      await client.query(
        `INSERT INTO projection_rebuild (collection, shadow) VALUES ($1, $2)
         ON CONFLICT (collection) DO UPDATE SET shadow = excluded.shadow, started_at = now()`,
        [collection, shadow]
      )
    })
    const documents = await fill(pool, projection, db.collection(shadow), onProgress)
    await copyIndexes(db, collection, shadow)
    await inTransaction(pool, async (client) => {
      await lockSwap(client)
      await db.renameCollection(shadow, collection, { dropTarget: true })
      await client.query("DELETE FROM projection_rebuild WHERE collection = $1", [collection])
    })
    return { collection, documents, seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    await pool
      .query("DELETE FROM projection_rebuild WHERE collection = $1", [collection])
      .catch(() => undefined)
    throw error
  } finally {
    // Ends the session and with it the lock, whatever state the connection is in.
    guard.release(true)
  }
}
