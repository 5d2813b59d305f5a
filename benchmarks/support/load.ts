import { randomUUID } from "node:crypto"
import { writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { accessSync, constants, rmSync } from "node:fs"
import { cpuSeconds } from "./process-stats"
import { runNode, typescript } from "./child"
import { runWrk } from "./wrk"

/** Requests to send: the paths in turn, over and over, on connections kept alive. */
export type Load = {
  origin: string
  paths: readonly string[]
  connections: number
  /** How long, or how many; one of the two. */
  seconds?: number
  amount?: number
  headers?: Record<string, string>
  /** Besides those, what a path is asked with; wrk takes none. */
  headersByPath?: Record<string, Record<string, string>>
}

export type LoadResult = {
  requests: number
  seconds: number
  /** Answers that were no success, and connections that broke. */
  failures: number
}

/** A load as it was answered by one process. */
export type Measured = {
  requestsPerSecond: number
  /** CPU time of the answering process by request, in milliseconds. */
  cpuMs: number
  /** Share of one core the answering process used, from 0. */
  cpuShare: number
}

/** wrk where the machine has it: it sends several times as fast as a generator on Node. */
export const hasWrk = (process.env.PATH ?? "").split(path.delimiter).some((folder) => {
  try {
    accessSync(path.join(folder, "wrk"), constants.X_OK)
    return true
  } catch {
    return false
  }
})

/** The generator for loads that must keep a fast server busy. */
export const fastGenerator = hasWrk ? "wrk" : "autocannon"

async function runAutocannon(load: Load): Promise<LoadResult> {
  const file = path.join(os.tmpdir(), `txova-load-${randomUUID()}.json`)
  writeFileSync(file, JSON.stringify(load))
  try {
    const output = await runNode(typescript("benchmarks/support/load-process.ts", file))
    return JSON.parse(output.slice(output.lastIndexOf("\n{") + 1)) as LoadResult
  } finally {
    rmSync(file)
  }
}

/**
 * Sends a load from a process of its own.
 *
 * @param generator autocannon unless said otherwise; wrk takes no `amount`
 * @throws where any answer is no success: a figure with failures in it means nothing
 */
export async function sendLoad(
  load: Load,
  generator: typeof fastGenerator = "autocannon"
): Promise<LoadResult> {
  if (!load.origin.startsWith("http://127.0.0.1:")) {
    throw new Error(`Loads go to this machine alone, not to ${load.origin}`)
  }
  const result = await (generator === "wrk" ? runWrk(load) : runAutocannon(load))
  if (result.failures > 0 || result.requests === 0) {
    throw new Error(`${result.failures} of ${result.requests} requests to ${load.origin} failed`)
  }
  return result
}

/** Sends a load and reads meanwhile what the process that answers it uses. */
export async function measureLoad(
  pid: number,
  load: Load,
  generator?: typeof fastGenerator
): Promise<Measured> {
  const before = cpuSeconds(pid)
  const { requests, seconds } = await sendLoad(load, generator)
  const used = cpuSeconds(pid) - before
  return {
    requestsPerSecond: requests / seconds,
    cpuMs: (used * 1000) / requests,
    cpuShare: used / seconds,
  }
}
