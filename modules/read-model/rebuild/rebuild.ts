import type { Pool, PoolClient } from "pg"
import type { AnyProjection } from "../collections"
import type { Db } from "../mongo/driver"
import { nextVersion } from "../projector/project"
import { createIndexes, indexesOf } from "./indexes"
import { insertDocuments } from "./insert"
import { claimRebuild, lockSwap } from "./shadow"
import { walkRows } from "./walk"

export type Rebuilt = { collection: string; documents: number; seconds: number }

export type RebuildOptions = {
  onProgress?: (documents: number) => void
  /** Ends the rebuild and removes what it made; the living collection stays as it was. */
  signal?: AbortSignal
}

/** Runs work in a transaction while no batch is under way. */
async function whileNobodyProjects(
  client: PoolClient,
  work: () => Promise<unknown>
): Promise<void> {
  await client.query("BEGIN")
  try {
    await lockSwap(client)
    await work()
    await client.query("COMMIT")
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined)
    throw error
  }
}

/** Removes all shadows of a collection, of earlier rebuilds that were killed too. */
async function dropShadows(db: Db, collection: string): Promise<void> {
  const present = await db.listCollections({}, { nameOnly: true }).toArray()
  for (const { name } of present) {
    if (name.startsWith(`${collection}__rebuild`)) {
      await db.dropCollection(name)
    }
  }
}

async function announce(
  client: PoolClient,
  db: Db,
  collection: string,
  shadow: string
): Promise<void> {
  await whileNobodyProjects(client, async () => {
    await dropShadows(db, collection)
    await db.createCollection(shadow)
    await client.query(
      `INSERT INTO projection_rebuild (collection, shadow) VALUES ($1, $2)
       ON CONFLICT (collection) DO UPDATE SET shadow = excluded.shadow, started_at = now()`,
      [collection, shadow]
    )
  })
}

/**
 * Takes back the announcement and the shadow, as far as the databases answer. Without
 * the announcement's lock, which ends with the connection, projectors heed it no more.
 */
async function withdraw(client: PoolClient, db: Db, collection: string): Promise<void> {
  await whileNobodyProjects(client, async () => {
    await client.query("DELETE FROM projection_rebuild WHERE collection = $1", [collection])
    await dropShadows(db, collection)
  }).catch(() => undefined)
}

/**
 * The swap runs on the connection that holds the rebuild's lock: where that was lost,
 * projectors have stopped writing to the shadow, and the swap fails with it.
 */
async function swap(client: PoolClient, db: Db, collection: string, shadow: string): Promise<void> {
  await whileNobodyProjects(client, async () => {
    await db.renameCollection(shadow, collection, { dropTarget: true })
    await client.query("DELETE FROM projection_rebuild WHERE collection = $1", [collection])
  })
}

async function rebuildOn(
  client: PoolClient,
  pool: Pool,
  db: Db,
  projection: AnyProjection,
  options: RebuildOptions
): Promise<number> {
  const { collection } = projection
  // Its own name: whatever an earlier rebuild may still write lands elsewhere.
  const shadow = `${collection}__rebuild_${await nextVersion(pool)}`
  try {
    const indexes = await indexesOf(db, collection)
    await announce(client, db, collection, shadow)
    await createIndexes(db, shadow, indexes.early)
    const documents = await walkRows(pool, {
      listIds: projection.listIds,
      readRows: projection.readRows,
      store: (rows, version) =>
        insertDocuments(
          db.collection(shadow),
          rows.map((row) => projection.toDocument(row)),
          version
        ),
      onProgress: options.onProgress ?? (() => undefined),
      signal: options.signal,
    })
    await createIndexes(db, shadow, indexes.unique)
    options.signal?.throwIfAborted()
    await swap(client, db, collection, shadow)
    return documents
  } catch (error) {
    await withdraw(client, db, collection)
    throw error
  }
}

/**
 * Rebuilds a collection beside the living one and swaps them, while the marketplace
 * goes on: projectors write to both from the moment the shadow is announced, and for as
 * long as this process lives.
 *
 * @throws where a document cannot be projected, another rebuild of the collection is
 *   under way or the signal ends it; the living collection stays as it was.
 */
export async function rebuildCollection(
  pool: Pool,
  db: Db,
  projection: AnyProjection,
  options: RebuildOptions = {}
): Promise<Rebuilt> {
  const started = performance.now()
  const { collection } = projection
  const client = await pool.connect()
  // It lies idle for minutes: where it is lost meanwhile, the swap fails, not the process.
  client.on("error", () => undefined)
  try {
    if (!(await claimRebuild(client, collection))) {
      throw new Error(`A rebuild of ${collection} is under way already`)
    }
    const documents = await rebuildOn(client, pool, db, projection, options)
    return { collection, documents, seconds: (performance.now() - started) / 1000 }
  } finally {
    // Ends the session and with it the lock, whatever state the connection is in.
    client.release(true)
  }
}
