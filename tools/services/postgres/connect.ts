import { Client } from "pg"
import { reasonOf } from "../shared/service-error"
import { SUPERUSER } from "./cluster"

export const DATABASE = "txova"

export const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`

/** Connects, does the work, disconnects. */
const withClient = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on("error", () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Why no Postgres with this password answers here; undefined when one does. */
export const whyNoAnswer = async (url: string): Promise<string | undefined> => {
  try {
    await withClient(url, (client) => client.query("SELECT 1"))
    return undefined
  } catch (thrown) {
    return reasonOf(thrown)
  }
}

export const ensureDatabase = (url: string, name: string): Promise<void> =>
  withClient(url, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name])
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
    }
  })
