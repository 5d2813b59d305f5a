import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import path from "node:path"
import type { Pool } from "pg"
import { mongoMigrations } from "../migrations"
import { projections } from "../modules/read-model/collections"
import { openMongo } from "../modules/read-model/mongo/connection"
import { migrateMongo } from "../modules/read-model/mongo/migrate"
import { installTriggers } from "../modules/read-model/outbox/triggers"
import { openPool } from "../modules/read-model/postgres/pool"
import { assertServing, readEnv } from "../src/lib/env"

const root = path.resolve(__dirname, "..")

/**
 * How Medusa treats link tables it would change. `all` also drops the table of a link that
 * is gone from the code, with what it holds: in production a person does that.
 */
export function linksFlag(env: NodeJS.ProcessEnv): string {
  return env.NODE_ENV === "production" ? "--execute-safe-links" : "--execute-all-links"
}

/** Medusa's own migrations and link tables, by its command, so that they stay exactly its own. */
function migrateMedusa(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<void> {
  const cli = path.join(
    path.dirname(createRequire(__filename).resolve("@medusajs/cli/package.json")),
    "cli.js"
  )
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, "db:migrate", linksFlag(env)], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.on("error", reject)
    child.on("close", (code) => {
      if (code === 0) {
        log("Medusa's tables are up to date")
        resolve()
      } else {
        reject(new Error(`medusa db:migrate ended with ${String(code)}:\n${output.slice(-4_000)}`))
      }
    })
  })
}

/** Documents of a collection that was never filled, such as settings nobody changed, are announced once. */
async function announceMissing(pool: Pool): Promise<void> {
  for (const projection of projections) {
    const ids = await projection.listIds(pool, "", 10_000)
    await pool.query(
      `INSERT INTO projection_outbox (source, source_id)
       SELECT $1, id FROM unnest($2::text[]) AS wanted(id)
        WHERE $1 = 'system_settings'`,
      [projection.collection, ids]
    )
  }
}

/** Brings Postgres and Mongo to this version's shape; every step may be run again. */
export async function migrate(options: {
  databaseUrl: string
  mongoUri: string
  log: (line: string) => void
}): Promise<void> {
  const { databaseUrl, mongoUri, log } = options
  await migrateMedusa({ ...process.env, DATABASE_URL: databaseUrl, MONGO_URI: mongoUri }, log)
  const pool = openPool(databaseUrl, 2)
  const mongo = openMongo(mongoUri)
  try {
    const triggers = await installTriggers(pool)
    log(`${triggers.length} outbox triggers installed`)
    await mongo.ready()
    const applied = await migrateMongo(mongo.db(), mongoMigrations)
    log(`${applied.length} Mongo migrations applied`)
    await announceMissing(pool)
  } finally {
    await mongo.close()
    await pool.end()
  }
}

if (require.main === module) {
  const env = readEnv()
  assertServing(env)
  migrate({
    databaseUrl: env.DATABASE_URL,
    mongoUri: env.MONGO_URI,
    log: (line) => process.stdout.write(`${line}\n`),
  }).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exit(1)
    }
  )
}
