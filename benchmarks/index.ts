import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { startServices } from "../tools/services"
import { limits } from "./limits"
import { measurements } from "./measurements"
import type { Measurement } from "./measurements/measurement"
import { createBench } from "./support/bench"
import { describeMachine } from "./support/machine"
import { toTable, writeResults } from "./support/report"
import type { Row } from "./support/row"

const usage = `npm run bench -- [--only NAME]… [--quick] [--data FOLDER]

Measures everything, prints a table and writes results.json and README.md's table.
  --only NAME    one measurement; prints only. May be given several times
  --quick        a short trial on a smaller catalogue; prints only
  --data FOLDER  keeps the databases there, so that the next run finds its catalogues made
Measurements: ${measurements.map(({ name }) => name).join(", ")}
`

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      data: { type: "string" },
      help: { type: "boolean", default: false },
    },
  })
  const chosen = measurements.filter(({ name }) => values.only?.includes(name) ?? true)
  const unknown = values.only?.filter((name) => !measurements.some((entry) => entry.name === name))
  if (unknown !== undefined && unknown.length > 0) {
    throw new Error(`There is no measurement ${unknown.join(", ")}\n\n${usage}`)
  }
  return { ...values, chosen }
}

function withLimit(row: Row): Row {
  const limit = limits[row.id]
  return row.reached === false && limit !== undefined ? { ...row, limit } : row
}

async function measure(chosen: readonly Measurement[], workDir: string, quick: boolean) {
  const services = await startServices({
    dataDir: workDir,
    env: { ...process.env, REDIS_URL: "" },
    log: say,
    ports: "free",
  })
  try {
    const machine = await describeMachine(services)
    machine.warnings.forEach((warning) => say(`\n!!! ${warning}\n`))
    const bench = createBench({ services, workDir, quick, log: say })
    const rows: Row[] = []
    const failures: string[] = []
    for (const { name, run } of chosen) {
      const started = performance.now()
      const measured = await run(bench).then(
        (found) => found.map(withLimit),
        // An hour's other figures stand; the run as a whole is red.
        (error: unknown) => {
          failures.push(`${name} failed: ${error instanceof Error ? error.message : String(error)}`)
          return []
        }
      )
      rows.push(...measured)
      say(`${name}: ${Math.round((performance.now() - started) / 1_000)} s`)
      measured.forEach((row) =>
        say(`  ${row.id} ${row.median} ${row.medianUnit} ${JSON.stringify(row.rounds)}`)
      )
    }
    return { machine, rows, failures }
  } finally {
    await services.stop()
  }
}

async function main(): Promise<void> {
  const { help, quick, only, data, chosen } = readOptions()
  if (help) {
    say(usage)
    return
  }
  const workDir = path.resolve(data ?? mkdtempSync(path.join(os.tmpdir(), "txova-bench-")))
  mkdirSync(workDir, { recursive: true })
  try {
    const { machine, rows, failures } = await measure(chosen, workDir, quick)
    say(`\n${toTable(rows, machine)}`)
    if (!quick && only === undefined) {
      await writeResults(rows, machine)
    }
    if (failures.length > 0) {
      throw new Error(failures.join("\n"))
    }
  } finally {
    if (data === undefined) {
      rmSync(workDir, { recursive: true, force: true })
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(1)
  }
)
