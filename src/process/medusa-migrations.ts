import { existsSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { MedusaModule } from "@medusajs/framework/modules-sdk"
import type { Queryable } from "../../modules/read-model/postgres/pool"
import { projectRoot } from "./medusa"

/** Resolves what medusa-config names as Medusa does: from the project's folder. */
const load = createRequire(path.join(projectRoot, "medusa-config.js"))
const migrationFile = /^(Migration\w+)\.(?:js|ts)$/

/** Where Medusa looks for a module's migrations, as it does itself when it runs them. */
function migrationsOf(resolved: string): string[] {
  const exported = load(resolved) as {
    discoveryPath?: string
    default?: { discoveryPath?: string }
  }
  const entry = exported.discoveryPath ?? exported.default?.discoveryPath ?? load.resolve(resolved)
  const folder = path.join(path.dirname(entry), "migrations")
  return existsSync(folder)
    ? readdirSync(folder).flatMap((file) => migrationFile.exec(file)?.[1] ?? [])
    : []
}

/** Names of every migration that the loaded modules and their providers bring, link tables apart. */
export function listMedusaMigrations(): string[] {
  const paths = MedusaModule.getAllModuleResolutions().flatMap(({ resolutionPath, options }) => {
    const { providers = [] } = (options ?? {}) as { providers?: { resolve?: unknown }[] }
    return [resolutionPath, ...providers.map((provider) => provider.resolve)]
  })
  const own = paths.filter((entry): entry is string => typeof entry === "string" && entry !== "")
  return [...new Set(own.flatMap(migrationsOf))]
}

/** Those of these migrations that this database has not had. */
export async function pendingMedusaMigrations(
  db: Queryable,
  expected: readonly string[]
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS expected(name)
      WHERE NOT EXISTS (SELECT FROM mikro_orm_migrations m WHERE m.name = expected.name)`,
    [expected]
  )
  return rows.map((row) => row.name)
}
