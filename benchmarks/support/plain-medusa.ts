import { mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import path from "node:path"
import { freePort } from "../../tools/services/shared/free-port"
import { copyDatabase, withPostgres, type Catalogue } from "./catalogue"
import type { Bench } from "./bench"
import { root, startNode } from "./child"
import { environmentOf, type Server } from "./servers"
import { untilAnswers } from "./until-answers"

/** What a Medusa project starts from, as its build would put it. */
const config = `const { defineConfig } = require("@medusajs/framework/utils")
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, connection: { ssl: false } },
    http: {
      storeCors: process.env.CORS_ORIGIN,
      adminCors: process.env.CORS_ORIGIN,
      authCors: process.env.CORS_ORIGIN,
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
})
`

/** Medusa's own start command, without its CLI, which would load the TypeScript compiler besides. */
const entry = `require("@medusajs/medusa/commands/start").default({
  directory: __dirname,
  host: process.env.HOST,
  port: Number(process.env.PORT),
})
`

/** A Medusa project with nothing of ours: the same version, packages, Postgres server and products. */
export type PlainMedusa = {
  folder: string
  catalogue: Catalogue
}

/** Makes the project, and its database as a copy of a catalogue's. */
export async function makePlainMedusa(bench: Bench, products: number): Promise<PlainMedusa> {
  const original = await bench.catalogue(products)
  const name = `${original.name}_plain`
  const databaseUrl = await copyDatabase(bench.services, original.name, name)
  const folder = path.join(bench.workDir, "plain-medusa")
  mkdirSync(path.join(folder, "src"), { recursive: true })
  writeFileSync(path.join(folder, "package.json"), `{ "name": "plain-medusa", "private": true }\n`)
  writeFileSync(path.join(folder, "medusa-config.js"), config)
  writeFileSync(path.join(folder, "start.js"), entry)
  linkPackages(folder)
  return { folder, catalogue: { ...original, name, databaseUrl } }
}

/** Gives a project outside the repository the repository's packages. */
export function linkPackages(folder: string): void {
  try {
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error
    }
  }
}

/** Starts the project and waits until it answers. */
export async function startPlainMedusa({ folder, catalogue }: PlainMedusa): Promise<Server> {
  const port = await freePort()
  const env = environmentOf(catalogue, { PORT: String(port) })
  const child = startNode([path.join(folder, "start.js")], env, folder)
  const origin = `http://127.0.0.1:${port}`
  await untilAnswers(`${origin}/health`, child)
  return { origin, pid: child.pid, stop: child.stop }
}

/** What a storefront sends Medusa: its key, and the region that decides prices. */
export async function storefrontOf(
  catalogue: Catalogue
): Promise<{ headers: Record<string, string>; regionId: string }> {
  return withPostgres(catalogue.databaseUrl, async (client) => {
    const keys = await client.query<{ token: string }>(
      `SELECT k.token FROM api_key k JOIN publishable_api_key_sales_channel l ON l.publishable_key_id = k.id
        WHERE k.type = 'publishable' AND k.revoked_at IS NULL AND k.deleted_at IS NULL AND l.deleted_at IS NULL
        LIMIT 1`
    )
    const regions = await client.query<{ id: string }>(
      "SELECT id FROM region WHERE currency_code = 'mzn' AND deleted_at IS NULL LIMIT 1"
    )
    const [key, region] = [keys.rows[0], regions.rows[0]]
    if (key === undefined || region === undefined) {
      throw new Error(`${catalogue.name} has no storefront key or no region`)
    }
    return { headers: { "x-publishable-api-key": key.token }, regionId: region.id }
  })
}
