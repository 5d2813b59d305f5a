import path from "node:path"
import { Client } from "pg"
import { mongoMigrations } from "../../migrations"
import { migrateMongo } from "../../modules/read-model/mongo/migrate"
import type { Services } from "../../tools/services"
import { withMongo } from "../../tools/services/mongo/connect"
import { seedBulk } from "../../tools/seed/bulk"
import { runNode, typescript } from "./child"
import { environmentOf } from "./servers"

/** Databases that hold a catalogue of a certain size, read model and search index included. */
export type Catalogue = {
  products: number
  name: string
  databaseUrl: string
  mongoUri: string
  /** Folder of pictures. */
  dataDir: string
}

const demoName = "bench_demo"

/** The same server's address with another database. */
export function withDatabase(url: string, name: string): string {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.toString()
}

/** Runs work on one connection to a database. */
export async function withPostgres<T>(
  databaseUrl: string,
  work: (client: Client) => Promise<T>
): Promise<T> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name])
  return rowCount !== 0
}

/** Makes a database under another name first, so that one left half made is never taken for whole. */
async function makeDatabase(
  services: Services,
  name: string,
  template: string | undefined,
  fill: (unfinished: string) => Promise<void>
): Promise<void> {
  const unfinished = `${name}_unfinished`
  await withPostgres(services.databaseUrl, async (client) => {
    if (await exists(client, name)) {
      return
    }
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`)
    await client.query(
      `CREATE DATABASE ${unfinished}${template === undefined ? "" : ` TEMPLATE ${template}`}`
    )
    await fill(unfinished)
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`)
  })
}

/** Copies a database that nobody is connected to. */
export async function copyDatabase(services: Services, from: string, to: string): Promise<string> {
  await makeDatabase(services, to, from, () => Promise.resolve())
  return withDatabase(services.databaseUrl, to)
}

async function countProducts(databaseUrl: string): Promise<number> {
  const { rows } = await withPostgres(databaseUrl, (client) =>
    client.query<{ count: string }>(
      "SELECT count(*) AS count FROM product WHERE deleted_at IS NULL"
    )
  )
  return Number(rows[0]?.count)
}

/** The demonstration marketplace, which generated products are added to. */
async function prepareDemo(services: Services, dataDir: string): Promise<void> {
  await makeDatabase(services, demoName, undefined, async (unfinished) => {
    const env = environmentOf({
      databaseUrl: withDatabase(services.databaseUrl, unfinished),
      mongoUri: withDatabase(services.mongoUri, demoName),
      dataDir,
    })
    await runNode(typescript("tools/migrate.ts"), env)
    await runNode(typescript("tools/seed/index.ts"), env)
  })
}

/**
 * Makes a catalogue of so many products in all, once: migrated, seeded, projected,
 * indexed and vacuumed, with nothing left to do in the background.
 */
export async function prepareCatalogue(
  services: Services,
  workDir: string,
  products: number,
  log: (line: string) => void
): Promise<Catalogue> {
  const name = `bench_${products}`
  const catalogue: Catalogue = {
    products,
    name,
    databaseUrl: withDatabase(services.databaseUrl, name),
    mongoUri: withDatabase(services.mongoUri, name),
    dataDir: path.join(workDir, "files"),
  }
  await prepareDemo(services, catalogue.dataDir)
  await makeDatabase(services, name, demoName, async (unfinished) => {
    const databaseUrl = withDatabase(services.databaseUrl, unfinished)
    const generated = products - (await countProducts(databaseUrl))
    await seedBulk({ databaseUrl, products: generated, announce: false, log })
    await withMongo(catalogue.mongoUri, 10_000, async (client) => {
      await client.db().dropDatabase()
      await migrateMongo(client.db(), mongoMigrations)
    })
    const env = environmentOf({ ...catalogue, databaseUrl })
    log((await runNode(typescript("tools/projections.ts", "rebuild"), env)).trim())
    await withPostgres(databaseUrl, async (client) => {
      await client.query("TRUNCATE projection_outbox")
      await client.query("VACUUM ANALYZE")
    })
  })
  return catalogue
}
