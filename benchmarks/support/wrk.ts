import { spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { Load, LoadResult } from "./load"

const script = path.join(__dirname, "wrk-paths.lua")

/**
 * Runs wrk on one thread: on a small machine the other cores belong to the server.
 *
 * @throws where wrk fails or the load is bounded by an amount, which wrk cannot do
 */
export async function runWrk(load: Load): Promise<LoadResult> {
  if (load.seconds === undefined) {
    throw new Error("wrk sends for a time, not an amount")
  }
  const headers = Object.entries(load.headers ?? {}).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ])
  const timed = [`-t1`, `-c${load.connections}`, `-d${load.seconds}s`, "--timeout", "10s"]
  const child = spawn(
    "wrk",
    [...timed, ...headers, "-s", script, load.origin, "--", ...load.paths],
    { stdio: ["ignore", "pipe", "pipe"] }
  )
  let printed = ""
  const keep = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  const [code] = (await once(child, "close")) as [number | null]
  const result = /^RESULT (.*)$/m.exec(printed)?.[1]
  if (code !== 0 || result === undefined) {
    throw new Error(`wrk ended with ${String(code)}:\n${printed}`)
  }
  return JSON.parse(result) as LoadResult
}
