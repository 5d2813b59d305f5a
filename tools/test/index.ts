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

/** Two at a time; then what takes the time of answers, with nothing beside. */
const together = ["--selectProjects", "unit", "int", "server"]
const alone = ["--selectProjects", "alone", "--runInBand"]

function readReport(file: string): { passed: number; failed: number } {
  const report = JSON.parse(readFileSync(file, "utf8")) as {
    numPassedTests: number
    numFailedTests: number
    numRuntimeErrorTestSuites: number
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  }
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
    const phases: ({ code: number } & ReturnType<typeof readReport>)[] = []
    for (const chosen of args.includes("--selectProjects") ? [[]] : [together, alone]) {
      const report = path.join(dataDir, `report-${phases.length}.json`)
      const flags = ["--json", `--outputFile=${report}`, "--passWithNoTests", ...chosen]
      const code = await runJest([...args, ...flags], {
        ...env,
        DATABASE_URL: services.databaseUrl,
        TEST_DATABASE_URL: services.databaseUrl,
        TEST_MONGO_URI: services.mongoUri,
        ...(redis === undefined ? {} : { TEST_REDIS_URL: redis.url }),
      })
      phases.push({ code, ...readReport(report) })
    }
    const sum = (of: "passed" | "failed") => phases.reduce((total, phase) => total + phase[of], 0)
    const codes = phases.map(({ code }) => code)
    if (sum("passed") + sum("failed") === 0) {
      say("No test fits what was asked for")
      codes.push(1)
    }
    say(`${sum("passed")} passed, ${sum("failed")} failed`)
    return Math.max(...codes)
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
