import { randomBytes } from "node:crypto"
import os from "node:os"
import { Client } from "pg"
import { mongo } from "mongoose"

/** A state that worlds begin in: migrated and empty, or with the demonstration marketplace. */
export type Template = "empty" | "demo"

function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set: run the tests by npm test`)
  }
  return value
}

/** The databases of one world; nobody else uses them. */
export type Databases = {
  databaseUrl: string
  mongoUri: string
  drop: () => Promise<void>
}

/** A client for a test; the driver would load `os` by import(), which jest refuses. */
export function openMongoClient(uri: string): mongo.MongoClient {
  return new mongo.MongoClient(uri, { runtimeAdapters: { os } })
}

export function withDatabase(url: string, name: string): string {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.toString()
}

async function administer(sql: string): Promise<void> {
  const client = new Client({ connectionString: required("TEST_DATABASE_URL") })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/**
 * Makes a Postgres database as a copy of a template, and names an empty Mongo database
 * on the tests' server, or on another that a test may stop.
 */
export async function createDatabases(
  template: Template,
  mongoServer = required("TEST_MONGO_URI")
): Promise<Databases> {
  const name = `world_${randomBytes(6).toString("hex")}`
  await administer(`CREATE DATABASE ${name} TEMPLATE txova_template_${template}`)
  const mongoUri = withDatabase(mongoServer, name)
  return {
    databaseUrl: withDatabase(required("TEST_DATABASE_URL"), name),
    mongoUri,
    drop: async () => {
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      const client = openMongoClient(mongoUri)
      await client.db(name).dropDatabase()
      await client.close()
    },
  }
}
