import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { identify, isAlive, processIdentitySchema } from "./process-identity"

const holderOf = (file: string) => {
  try {
    return processIdentitySchema.parse(JSON.parse(readFileSync(file, "utf8")))
  } catch {
    return undefined
  }
}

const take = (file: string): boolean => {
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: "wx" })
    return true
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST") {
      return false
    }
    throw thrown
  }
}

/**
 * Runs the work while no other process starts services in the same folder: two at once would both
 * find no server and both make one. A lock whose holder is gone is taken over.
 */
export const withStartLock = async <T>(
  dataDir: string,
  log: (line: string) => void,
  work: () => Promise<T>
): Promise<T> => {
  const file = join(dataDir, "services", "starting.lock")
  let told = false
  while (!take(file)) {
    const holder = holderOf(file)
    await pause(100 + Math.random() * 100)
    const stillHeld = holder !== undefined && isAlive(holder)
    if (!stillHeld && JSON.stringify(holderOf(file)) === JSON.stringify(holder)) {
      rmSync(file, { force: true })
    } else if (!told && holder !== undefined) {
      log(`Waiting for process ${holder.pid}, which is starting the services of ${dataDir}`)
      told = true
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
