import path from "node:path"
import { parseArgs } from "node:util"
import { readEnv } from "../../src/lib/env"
import { openMedusaApp } from "../medusa-app"
import { seedBulk } from "./bulk"
import { seedDemo } from "./demo"
import { streamLog } from "./progress"

export { seedBulk, type SeedBulkOptions, type SeededBulk } from "./bulk"
export { seedDemo, type SeedDemoOptions, type SeededDemo } from "./demo"
export { streamLog, type SeedLog } from "./progress"

const usage = `npm run seed -- [--products N [--seed N] [--sellers N] [--no-announce]]

Without --products: the demonstration marketplace, or what is missing of it.
With --products: besides it a generated catalogue of N products, for benchmarks.
  --seed N        the same number gives the same catalogue (1)
  --sellers N     generated sellers (200)
  --no-announce   leaves the read model alone: rebuild it afterwards`

function toCount(value: string | undefined, name: string): number | undefined {
  if (value !== undefined && !/^\d{1,8}$/.test(value)) {
    throw new Error(`--${name} takes a whole number, not "${value}"\n\n${usage}`)
  }
  return value === undefined ? undefined : Number(value)
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      products: { type: "string" },
      seed: { type: "string", default: "1" },
      sellers: { type: "string", default: "200" },
      "no-announce": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  return {
    help: values.help,
    products: toCount(values.products, "products"),
    seed: toCount(values.seed, "seed"),
    sellers: toCount(values.sellers, "sellers"),
    announce: !values["no-announce"],
  }
}

async function main(): Promise<void> {
  const { help, products, ...bulk } = readOptions()
  const log = streamLog(process.stdout)
  if (help) {
    log(usage)
    return
  }
  const env = readEnv()
  if (env.DATABASE_URL === undefined) {
    throw new Error("DATABASE_URL is not set: it names the migrated database to seed")
  }
  const { container, close } = await openMedusaApp()
  try {
    const demo = await seedDemo({ container, dataDir: path.resolve(env.DATA_DIR), log })
    log(`Publishable key: ${demo.publishableKey}`)
    for (const { role, email, password } of demo.logins) {
      log(`Login (${role}): ${email} / ${password ?? "(password set before)"}`)
    }
  } finally {
    await close()
  }
  if (products !== undefined) {
    await seedBulk({ ...bulk, databaseUrl: env.DATABASE_URL, products, log })
  }
}

if (require.main === module) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    }
  )
}
