import { once } from "node:events"
import { existsSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { openPool } from "../../modules/read-model/postgres/pool"
import { projectionLag } from "../../src/process/readiness"
import { readEnv } from "../../src/lib/env"
import { migrate } from "../migrate"
import { openMedusaApp } from "../medusa-app"
import { seedDemo, streamLog } from "../seed"
import { startServices, type Services } from "../services"
import { startServerProcess, type ServerProcess } from "./server-process"
import { startSimulators, type Simulators } from "./simulators"

const root = path.resolve(__dirname, "../..")

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Seeding runs in this process and shares its environment with Medusa's configuration. */
async function seedOnce(dataDir: string) {
  const app = await openMedusaApp()
  try {
    return await seedDemo({ container: app.container, dataDir, log: streamLog(process.stdout) })
  } finally {
    await app.close()
  }
}

/** Found out before anything is started: a second start beside a running one must not disturb it. */
async function assertPortFree(port: number, host: string): Promise<void> {
  const probe = createServer()
  probe.listen(port, host)
  try {
    await once(probe, "listening")
  } catch {
    throw new Error(`Port ${port} is taken: stop what listens there, or set PORT to another`)
  }
  probe.close()
  await once(probe, "close")
}

/** Waits until the read model shows what was seeded, so that the first request finds it. */
async function catalogueFilled(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, 1)
  const deadline = Date.now() + 60_000
  while ((await projectionLag(pool)) > 0 && Date.now() < deadline) {
    await delay(200)
  }
  await pool.end()
}

async function main(): Promise<void> {
  if (existsSync(path.join(root, ".env"))) {
    process.loadEnvFile(path.join(root, ".env"))
  }
  const env = readEnv()
  const dataDir = path.resolve(root, env.DATA_DIR)
  const started: { services?: Services; server?: ServerProcess; simulators?: Simulators } = {}
  let stopping = false

  const stop = async (code: number): Promise<void> => {
    if (stopping) {
      return
    }
    stopping = true
    say("\nStopping …")
    await started.server?.stop()
    await started.simulators?.stop()
    await started.services?.stop()
    say("Stopped. Everything is kept in the data folder for the next start.")
    process.exit(code)
  }
  process.on("SIGINT", () => void stop(0))
  process.on("SIGTERM", () => void stop(0))

  await assertPortFree(env.PORT, env.HOST)
  say("1/4 Services")
  const services = await startServices({
    dataDir,
    env: process.env,
    log: (line) => say(`    ${line}`),
  })
  Object.assign(process.env, {
    NODE_ENV: env.NODE_ENV,
    DATA_DIR: dataDir,
    DATABASE_URL: services.databaseUrl,
    MONGO_URI: services.mongoUri,
    // The dashboard's development server opens a second port: on this machine only.
    HMR_BIND_HOST: process.env.HMR_BIND_HOST ?? "127.0.0.1",
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
  })
  started.services = services
  const simulators = await startSimulators(process.env, `http://127.0.0.1:${env.PORT}`)
  started.simulators = simulators
  // One line a request would carry the addresses below out of sight.
  const LOG_LEVEL = process.env.LOG_LEVEL ?? "warn"
  const serverEnv = { ...process.env, ...simulators.env, LOG_LEVEL }
  say("2/4 Migrations")
  await migrate({ ...services, log: (line) => say(`    ${line}`) })
  say("3/4 Demonstration marketplace")
  const seeded = await seedOnce(dataDir)
  say("4/4 Server and dashboard")
  const server = await startServerProcess({ env: serverEnv })
  started.server = server
  server.child.once("exit", (code) => void stop(code ?? 1))
  await catalogueFilled(services.databaseUrl)
  const { origin } = server
  const logins = seeded.logins.map(
    ({ role, email, password }) =>
      `    ${role.padEnd(13)} ${email} / ${password ?? "(unchanged; txova-demo-2024 at first)"}`
  )

  say(`
  Txova is running. Ctrl-C stops it.

    API           ${origin}/v1/products
    Search        ${origin}/v1/products/search?q=acucar
    API document  ${origin}/v1/docs
    Dashboard     ${origin}/app   (the first look at it takes a minute)
    Store API     ${origin}/store   x-publishable-api-key: ${seeded.publishableKey}
    Payments      ${simulators.lines.join("\n                  ") || "by the gateways of the environment"}
    Data, logs    ${dataDir}; mails in ${path.join(dataDir, "outbox")}

${logins.join("\n")}
`)
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
