import { Pool, type PoolClient } from "pg"

/** What can run SQL: the pool, or one connection inside a transaction. */
export type Queryable = Pick<Pool | PoolClient, "query">

/**
 * Opens the read model's own connections, apart from Medusa's, so that a busy
 * checkout never starves the projector.
 *
 * @param statementTimeout milliseconds after which Postgres ends a statement; without it there is no limit
 */
export function openPool(databaseUrl: string, size = 6, statementTimeout?: number): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: "txova-read-model",
    connectionTimeoutMillis: 5_000,
    ...(statementTimeout === undefined ? {} : { statement_timeout: statementTimeout }),
  })
  // An idle connection that Postgres closes must not end the process; the next query opens another.
  pool.on("error", () => undefined)
  return pool
}

/** Runs `work` in one transaction and rolls back where it throws. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
    const result = await work(client)
    await client.query("COMMIT")
    client.release()
    return result
  } catch (error) {
    const rollback = await client.query("ROLLBACK").catch((cause: unknown) => cause)
    client.release(rollback instanceof Error ? rollback : undefined)
    throw error
  }
}
