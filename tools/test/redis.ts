import path from "node:path"
import { Redis } from "ioredis"
import { launch } from "../services/shared/child"
import { findOnPath } from "../services/shared/find-on-path"
import { freePort } from "../services/shared/free-port"
import { waitUntil } from "../services/shared/wait-until"

export type TestRedis = { url: string; stop: () => Promise<void> }

const readyWithinMs = 10_000

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  client.on("error", () => undefined)
  try {
    await client.connect()
    await client.ping()
    return true
  } catch {
    return false
  } finally {
    client.disconnect()
  }
}

/**
 * Starts a Redis for the tests that want a real one, which keeps nothing; undefined where
 * redis-server is not on PATH, and then it says what is left out.
 */
export async function startTestRedis(
  dataDir: string,
  log: (line: string) => void
): Promise<TestRedis | undefined> {
  const file = findOnPath("redis-server", process.env)
  if (file === undefined) {
    log("SKIPPED: redis-server is not on PATH, so nothing is tested on a real Redis")
    return undefined
  }
  const port = await freePort()
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", dataDir]
  const logFile = path.join(dataDir, "redis.log")
  const child = await launch({ file, args, cwd: dataDir, env: process.env }, logFile, "SIGTERM")
  const url = `redis://127.0.0.1:${port}`
  if (!(await waitUntil(() => answers(url), { withinMs: readyWithinMs }))) {
    await child.stop("SIGKILL", 0)
    throw new Error(`redis-server did not answer within 10 s; its log is ${logFile}`)
  }
  return { url, stop: () => child.stop("SIGTERM", 5_000) }
}
