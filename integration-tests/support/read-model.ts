import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { Pool } from "pg"
import { mongoMigrations } from "../../migrations"
import { openProductSearch } from "../../modules/catalog/search/open"
import { productChecks } from "../../modules/catalog/search/check"
import { followProducts } from "../../modules/catalog/search/follower"
import { projections } from "../../modules/read-model/collections"
import { migrateMongo } from "../../modules/read-model/mongo/migrate"
import { openPool } from "../../modules/read-model/postgres/pool"
import { openReadModel, type ReadModel } from "../../modules/read-model/read-model"
import { verifyCollection, type Difference } from "../../modules/read-model/verify/verify"
import { createDatabases, openMongoClient, type Databases, type Template } from "./databases"
import { until } from "./until"

const root = path.resolve(__dirname, "../..")

/** The read model alone, on databases of its own: for what happens between Postgres and Mongo. */
export type ReadModelWorld = {
  databases: Databases
  pool: Pool
  readModel: ReadModel
  /** Starts a projector as a process of its own. */
  startProjector: () => Promise<ChildProcess>
  /** Waits until every change so far is projected. */
  settled: (limit?: number) => Promise<void>
  verify: () => Promise<Difference[]>
  close: () => Promise<void>
}

/** Compares every field of every document with Postgres, and the search index too. */
export async function verifyAll(readModel: ReadModel): Promise<Difference[]> {
  const results: Difference[] = []
  for (const projection of projections) {
    const { differences } = await verifyCollection(
      readModel.pool,
      readModel.collection(projection.collection),
      projection,
      projection.collection === "products" ? productChecks(readModel.pool) : undefined
    )
    results.push(...differences)
  }
  return results
}

/** Opens it on a copy of a template; on another Mongo server where a test wants to stop that. */
export async function openReadModelWorld(
  template: Template = "demo",
  mongoServer?: string
): Promise<ReadModelWorld> {
  const databases = await createDatabases(template, mongoServer)
  const pool = new Pool({ connectionString: databases.databaseUrl, max: 16 })
  pool.on("error", () => undefined)
  const client = openMongoClient(databases.mongoUri)
  await migrateMongo(client.db(), mongoMigrations)
  await client.close()
  const own = openPool(databases.databaseUrl)
  const readModel = openReadModel({
    pool: own,
    mongoUri: databases.mongoUri,
    followers: { products: followProducts(openProductSearch(own, {})) },
  })
  await readModel.mongo.ready()
  const children = new Set<ChildProcess>()

  return {
    databases,
    pool,
    readModel,
    startProjector: async () => {
      const child = spawn(
        process.execPath,
        [
          "-r",
          "ts-node/register",
          path.join(root, "integration-tests/support/projector-process.ts"),
        ],
        {
          cwd: root,
          env: {
            ...process.env,
            TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
            DATABASE_URL: databases.databaseUrl,
            MONGO_URI: databases.mongoUri,
          },
          stdio: ["ignore", "ignore", "inherit", "ipc"],
        }
      )
      children.add(child)
      await once(child, "message")
      return child
    },
    settled: async (limit = 60_000) => {
      await until(
        "the outbox is empty",
        async () => {
          const { rows } = await pool.query<{ empty: boolean }>(
            "SELECT NOT EXISTS (SELECT FROM projection_outbox) AS empty"
          )
          return rows[0]?.empty === true
        },
        limit
      )
    },
    verify: () => verifyAll(readModel),
    close: async () => {
      for (const child of children) {
        if (child.exitCode === null && child.signalCode === null) {
          const ended = once(child, "exit")
          child.kill("SIGKILL")
          await ended
        }
      }
      await readModel.close()
      await pool.end()
      await databases.drop()
    },
  }
}

/** Kills a projector as a crash would. */
export async function killProjector(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}
