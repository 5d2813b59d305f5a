import { lstatSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { reasonOf } from "../shared/service-error"

const uid = process.getuid?.()

const CANDIDATES = ["/var/lib/txova", join(tmpdir(), `txova-shared-${uid ?? "user"}`)]

/**
 * A folder that every user of the machine can enter and only we can write: for what the
 * unprivileged Postgres user must reach when our own folders are closed to it.
 */
export const sharedFolder = (): string => {
  const refusals: string[] = []
  for (const folder of CANDIDATES) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      const stats = lstatSync(folder)
      if (stats.isDirectory() && (uid === undefined || stats.uid === uid)) {
        return folder
      }
      refusals.push(`${folder} is not a folder of ours`)
    } catch (thrown) {
      refusals.push(reasonOf(thrown))
    }
  }
  throw new Error(`no folder outside of the home folders can be made: ${refusals.join("; ")}`)
}
