import { spawn } from "node:child_process"
import { availableParallelism } from "node:os"

/** The npm scripts that must all pass, the slowest first. */
const steps = [
  "check:lint",
  "check:types",
  "check:format",
  "check:arrows",
  "check:dead",
  "check:generated",
]

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs one script, and prints what it said where it failed. */
function passes(step: string): Promise<boolean> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", step], {
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.on("error", reject)
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      say(`${code === 0 ? "passed" : "FAILED"}  ${step}  ${seconds} s`)
      if (code !== 0) {
        say(output.trimEnd())
      }
      resolve(code === 0)
    })
  })
}

/** Works off the steps, as many at once as there are processors, four at most. */
async function main(): Promise<void> {
  const waiting = [...steps]
  const failed: string[] = []
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await passes(step))) {
        failed.push(step)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work))
  say(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
