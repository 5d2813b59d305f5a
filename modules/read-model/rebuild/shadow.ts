import type { PoolClient } from "pg"

/** Key of the advisory lock that batches share and a swap takes alone. */
const swapLock = "hashtext('projection_swap')"

/**
 * Shadow collections that rebuilds are filling, by collection. Holds off a swap
 * until the caller's transaction ends, so that no write lands beside it.
 */
export async function readShadows(client: PoolClient): Promise<Map<string, string>> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${swapLock})`)
  const { rows } = await client.query<{ collection: string; shadow: string }>(
    "SELECT collection, shadow FROM projection_rebuild"
  )
  return new Map(rows.map((row) => [row.collection, row.shadow]))
}

/** Waits until no batch is under way and keeps new ones out until the transaction ends. */
export async function lockSwap(client: PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${swapLock})`)
}
