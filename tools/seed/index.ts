import path from "node:path"
import { readEnv } from "../../src/lib/env"
import { openMedusaApp } from "../medusa-app"
import { seedDemo } from "./demo"
import { streamLog } from "./progress"

export { seedDemo, type SeedDemoOptions, type SeededDemo } from "./demo"
export type { SeedLog } from "./progress"

const log = streamLog(process.stdout)

async function runDemo(dataDir: string): Promise<void> {
  const { container, close } = await openMedusaApp()
  try {
    const demo = await seedDemo({ container, dataDir, log })
    log(`Publishable key: ${demo.publishableKey}`)
    if (demo.admin !== null) {
      const password = demo.admin.password ?? "(set before, unchanged)"
      log(`Dashboard: ${demo.admin.email} / ${password}`)
    }
  } finally {
    await close()
  }
}

async function main(): Promise<void> {
  const env = readEnv()
  if (env.DATABASE_URL === undefined) {
    throw new Error("DATABASE_URL is not set: name the migrated database to seed")
  }
  await runDemo(path.resolve(env.DATA_DIR))
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
