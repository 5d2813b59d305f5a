import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

const REMEMBER_MS = 24 * 60 * 60 * 1000

export const failureFileOf = (dataDir: string): string =>
  join(dataDir, "services", "mongodb-download-failed.txt")

/** Why the download failed in the last 24 hours, or undefined. */
export const recallFailure = (dataDir: string): string | undefined => {
  const file = failureFileOf(dataDir)
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age < REMEMBER_MS ? readFileSync(file, "utf8").trim() : undefined
}

export const rememberFailure = (dataDir: string, reason: string): void => {
  const file = failureFileOf(dataDir)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${reason}\n`)
}

export const forgetFailure = (dataDir: string): void =>
  rmSync(failureFileOf(dataDir), { force: true })
