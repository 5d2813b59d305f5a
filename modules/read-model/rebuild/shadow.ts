import type { PoolClient } from "pg"
import type { Queryable } from "../postgres/pool"

/** Key of the advisory lock that batches share and a swap takes alone. */
const swapLock = "hashtext('projection_swap')"

/** First half of the key that a rebuild locks for as long as it lives; the second is its collection's. */
const rebuildLock = "hashtext('projection_rebuild')"

/** A rebuild that was announced and has not ended. */
type Rebuild = {
  collection: string
  /** The collection it fills. */
  shadow: string
  startedAt: Date
  /** Whether its process lives: one that was killed leaves only its announcement. */
  isAlive: boolean
}

/**
 * Rebuilds by what they announced. The lock of a process that is gone is gone with its
 * connection, so a row without a lock is nobody's. `pg_locks` is asked instead of trying
 * the lock, which would get in the way of a rebuild that begins just then; and only
 * where there is a row.
 */
export async function listRebuilds(db: Queryable): Promise<Rebuild[]> {
  const { rows } = await db.query<Rebuild>(
    `SELECT r.collection, r.shadow, r.started_at AS "startedAt",
            EXISTS (SELECT FROM pg_locks l
                     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
                       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                       AND l.classid = ${rebuildLock}::oid
                       AND l.objid = hashtext(r.collection)::oid) AS "isAlive"
       FROM projection_rebuild r ORDER BY r.collection`
  )
  return rows
}

/**
 * Shadow collections that rebuilds are filling, by collection. Holds off a swap
 * until the caller's transaction ends, so that no write lands beside it.
 */
export async function readShadows(client: PoolClient): Promise<Map<string, string>> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${swapLock})`)
  const rebuilds = await listRebuilds(client)
  return new Map(
    rebuilds.filter(({ isAlive }) => isAlive).map(({ collection, shadow }) => [collection, shadow])
  )
}

/** Waits until no batch is under way and keeps new ones out until the transaction ends. */
export async function lockSwap(client: PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${swapLock})`)
}

/** Claims a collection's rebuild for as long as the connection lives. @returns false where another has it */
export async function claimRebuild(client: PoolClient, collection: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    `SELECT pg_try_advisory_lock(${rebuildLock}, hashtext($1)) AS free`,
    [collection]
  )
  return rows[0]?.free === true
}
