import { existsSync } from "node:fs"
import path from "node:path"
import { readEnv } from "../../src/lib/env"
import { migrate } from "../migrate"
import { openMedusaApp } from "../medusa-app"
import { seedDemo } from "../seed"
import { startServices, type Services } from "../services"
import { startServerProcess, type ServerProcess } from "./server-process"

const root = path.resolve(__dirname, "../..")

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Seeding runs in this process and shares its environment with Medusa's configuration. */
async function seedOnce(dataDir: string) {
  const app = await openMedusaApp()
  try {
    return await seedDemo({ container: app.container, dataDir, log: say })
  } finally {
    await app.close()
  }
}

async function main(): Promise<void> {
  if (existsSync(path.join(root, ".env"))) {
    process.loadEnvFile(path.join(root, ".env"))
  }
  const env = readEnv()
  const dataDir = path.resolve(root, env.DATA_DIR)
  let services: Services | undefined
  let server: ServerProcess | undefined
  let stopping = false

  const stop = async (code: number): Promise<void> => {
    if (stopping) {
      return
    }
    stopping = true
    say("\nStopping …")
    await server?.stop()
    await services?.stop()
    say("Stopped. Everything is kept in the data folder for the next start.")
    process.exit(code)
  }
  process.on("SIGINT", () => void stop(0))
  process.on("SIGTERM", () => void stop(0))

  say("1/4 Services")
  services = await startServices({ dataDir, env: process.env, log: (line) => say(`    ${line}`) })
  Object.assign(process.env, {
    NODE_ENV: env.NODE_ENV,
    DATA_DIR: dataDir,
    DATABASE_URL: services.databaseUrl,
    MONGO_URI: services.mongoUri,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
  })
  say("2/4 Migrations")
  await migrate({ ...services, log: (line) => say(`    ${line}`) })
  say("3/4 Demonstration marketplace")
  const seeded = await seedOnce(dataDir)
  say("4/4 Server and dashboard")
  server = await startServerProcess({ env: process.env })
  server.child.once("exit", (code) => void stop(code ?? 1))
  const { origin } = server
  const login =
    seeded.admin === null
      ? "(make an admin with npx medusa user)"
      : `${seeded.admin.email} / ${seeded.admin.password ?? "(the password it was given)"}`

  say(`
  Txova is running. Ctrl-C stops it.

    API           ${origin}/v1/products
    Search        ${origin}/v1/products/search?q=acucar
    API document  ${origin}/v1/docs
    Dashboard     ${origin}/app     ${login}
    Store API     ${origin}/store   x-publishable-api-key: ${seeded.publishableKey}
    Data, logs    ${dataDir}
`)
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
