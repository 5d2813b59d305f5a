import type { Db } from "./driver"

/** One step of the read model's collections and indexes; applied once, by name, in the order of names. */
export type MongoMigration = {
  /** Sorts after every earlier one, such as `0001-catalogue`. Never changes, and has no file extension. */
  name: string
  up: (db: Db) => Promise<void>
}

const ledger = "_migrations"

/** Applies the migrations that this database has not had; gives their names. */
export async function migrateMongo(
  db: Db,
  migrations: readonly MongoMigration[]
): Promise<string[]> {
  const applied = new Set(
    (await db.collection(ledger).find().toArray()).map((document) => String(document.name))
  )
  const pending = migrations
    .filter((migration) => !applied.has(migration.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const migration of pending) {
    // Every step is idempotent, so one that dies half-way is simply run again.
    await migration.up(db)
    await db.collection(ledger).insertOne({ name: migration.name, appliedAt: new Date() })
  }
  return pending.map((migration) => migration.name)
}

/** The migrations that this database still lacks, by name. */
export async function pendingMongoMigrations(
  db: Db,
  migrations: readonly MongoMigration[]
): Promise<string[]> {
  const applied = new Set(
    (await db.collection(ledger).find().toArray()).map((document) => String(document.name))
  )
  return migrations.map((migration) => migration.name).filter((name) => !applied.has(name))
}
