import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { Pool } from "pg"
import type { mongo } from "mongoose"
import request from "supertest"
import { projections } from "../../modules/read-model/collections"
import { migrateMongo } from "../../modules/read-model/mongo/migrate"
import { mongoMigrations } from "../../migrations"
import { startServerProcess, type ServerProcess } from "../../tools/dev/server-process"
import { createDatabases, openMongoClient, type Databases, type Template } from "./databases"
import { until } from "./until"

export type World = {
  databases: Databases
  pool: Pool
  mongo: mongo.Db
  origin: string
  /** Its folder of mails and uploaded files; the pictures of the seed are not there. */
  dataDir: string
  server: ServerProcess
  /** supertest against the running server. */
  api: ReturnType<typeof request>
  /** What the server has printed so far. */
  output: () => string
  /** Stops the server, as a deployment would, and starts another on the same data. */
  restart: (env?: NodeJS.ProcessEnv) => Promise<void>
  /** Ends the server as a power cut would, and starts another on the same data. */
  crash: () => Promise<void>
  close: () => Promise<void>
}

export type WorldOptions = {
  template?: Template
  env?: NodeJS.ProcessEnv
  /** A Mongo server of the test's own. */
  mongoServer?: string
}

/** Fills the read model of a copied database: its documents' changes were projected elsewhere. */
async function announceAll(pool: Pool): Promise<void> {
  for (const projection of projections) {
    const ids = await projection.listIds(pool, "", 100_000)
    await pool.query(
      "INSERT INTO projection_outbox (source, source_id) SELECT $1, unnest($2::text[])",
      [projection.collection, ids]
    )
  }
}

export async function outboxIsEmpty(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ empty: boolean }>(
    "SELECT NOT EXISTS (SELECT FROM projection_outbox) AS empty"
  )
  return rows[0]?.empty === true
}

/** Starts the real server on databases of its own. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const databases = await createDatabases(options.template ?? "demo", options.mongoServer)
  const pool = new Pool({ connectionString: databases.databaseUrl, max: 8 })
  pool.on("error", () => undefined)
  const client = openMongoClient(databases.mongoUri)
  await migrateMongo(client.db(), mongoMigrations)
  await announceAll(pool)
  let printed = ""
  const given = options.env?.DATA_DIR
  const dataDir = given ?? (await mkdtemp(path.join(os.tmpdir(), "txova-world-")))

  const start = (env: NodeJS.ProcessEnv = {}) =>
    startServerProcess({
      env: {
        ...process.env,
        NODE_ENV: "test",
        PORT: "0",
        HOST: "127.0.0.1",
        ADMIN_DISABLED: "true",
        RATE_LIMIT_FACTOR: "1000",
        LOG_LEVEL: "warn",
        DATABASE_URL: databases.databaseUrl,
        MONGO_URI: databases.mongoUri,
        REDIS_URL: "",
        DATA_DIR: dataDir,
        ...options.env,
        ...env,
      },
      onOutput: (chunk) => {
        printed += chunk.toString()
      },
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${printed.slice(-4_000)}`)
    })

  let server = await start()
  try {
    await until("the read model is filled", () => outboxIsEmpty(pool), 60_000)
  } catch (error) {
    await server.stop()
    throw new Error(`${String(error)}\n${printed.slice(-4_000)}`)
  }
  const origin = () => server.origin.replace("localhost", "127.0.0.1")
  const world: World = {
    databases,
    pool,
    mongo: client.db(),
    dataDir,
    get origin() {
      return origin()
    },
    get server() {
      return server
    },
    get api() {
      return request(origin())
    },
    output: () => printed,
    restart: async (env) => {
      await server.stop()
      server = await start(env)
    },
    crash: async () => {
      server.child.kill("SIGKILL")
      await server.stop()
      server = await start()
    },
    close: async () => {
      await server.stop()
      await client.close()
      await pool.end()
      await databases.drop()
      if (given === undefined) {
        await rm(dataDir, { recursive: true, force: true })
      }
    },
  }
  return world
}
