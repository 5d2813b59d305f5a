import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from "node:fs"
import { dirname } from "node:path"

const KEEP_UNDER_BYTES = 10 * 1024 * 1024

/** Opens a log file for appending; one that has grown large is set aside as `<file>.1` first. */
export const openLog = (file: string): number => {
  mkdirSync(dirname(file), { recursive: true })
  if (sizeOf(file) > KEEP_UNDER_BYTES) {
    renameSync(file, `${file}.1`)
  }
  return openSync(file, "a")
}

export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** What was written to the log after this position, 8 kB of its end at most. */
export const logSince = (file: string, position: number): string => {
  const descriptor = openSync(file, "r")
  try {
    const end = fstatSync(descriptor).size
    const start = Math.max(end < position ? 0 : position, end - 8192)
    const text = Buffer.alloc(end - start)
    readSync(descriptor, text, 0, text.length, start)
    return text.toString("utf8").trim()
  } finally {
    closeSync(descriptor)
  }
}
