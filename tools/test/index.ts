import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { startServices } from "../services"
import { startTestRedis } from "./redis"
import { prepareTemplates } from "./templates"

const root = path.resolve(__dirname, "../..")

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function runJest(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const jest = path.join(root, "node_modules/jest/bin/jest.js")
    const child = spawn(process.execPath, [jest, ...args], { cwd: root, env, stdio: "inherit" })
    child.on("error", reject)
    child.on("close", (code) => {
      resolve(code ?? 1)
    })
  })
}

/** Runs every test on services of its own, and ends with the line `N passed, N failed`. */
async function main(args: string[]): Promise<number> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "txova-test-"))
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "test", DATA_DIR: dataDir }
  const services = await startServices({ dataDir, env, log: say, durable: false, ports: "free" })
  const redis = await startTestRedis(dataDir, say).catch(async (error: unknown) => {
    await services.stop()
    throw error
  })
  try {
    await prepareTemplates(services, dataDir, say)
    const report = path.join(dataDir, "report.json")
    const code = await runJest(["--json", `--outputFile=${report}`, ...args], {
      ...env,
      DATABASE_URL: services.databaseUrl,
      TEST_DATABASE_URL: services.databaseUrl,
      TEST_MONGO_URI: services.mongoUri,
      ...(redis === undefined ? {} : { TEST_REDIS_URL: redis.url }),
    })
    const result = JSON.parse(readFileSync(report, "utf8")) as {
      numPassedTests: number
      numFailedTests: number
      numRuntimeErrorTestSuites: number
    }
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites
    say(`${result.numPassedTests} passed, ${failed} failed`)
    return code
  } finally {
    await redis?.stop()
    await services.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(1)
  }
)
