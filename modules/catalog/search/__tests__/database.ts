import { randomBytes } from "node:crypto"
import { Pool } from "pg"
import { Migration20261123090000 } from "../../migrations/Migration20261123090000"

export type TestDatabase = { pool: Pool; url: string; drop: () => Promise<void> }

/** The SQL of the index's migration, up or down. */
export async function migrationSql(direction: "up" | "down"): Promise<string[]> {
  const migration: Migration20261123090000 = Reflect.construct(Migration20261123090000, [])
  await migration[direction]()
  return migration.getQueries().map(String)
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = new Pool({ connectionString: url, max: 1 })
  try {
    await server.query(statement)
  } finally {
    await server.end()
  }
}

/** A fresh database with the index's tables, beside the one that DATABASE_URL names. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = process.env.DATABASE_URL
  if (url === undefined) {
    throw new Error("Set DATABASE_URL to a Postgres server where databases may be created.")
  }
  const name = `search_test_${randomBytes(6).toString("hex")}`
  await onServer(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const pool = new Pool({ connectionString: own.href })
  for (const statement of await migrationSql("up")) {
    await pool.query(statement)
  }
  const drop = async (): Promise<void> => {
    await pool.end()
    await onServer(url, `drop database ${name}`)
  }
  return { pool, url: own.href, drop }
}
