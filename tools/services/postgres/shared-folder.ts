import { lstatSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { reasonOf } from "../shared/service-error"

const CANDIDATES = ["/var/lib/txova", join(tmpdir(), "txova-shared")]

/**
 * A folder that every user of the machine can enter and only we can write: for what the
 * unprivileged Postgres user must reach when our own folders are closed to it.
 */
export const sharedFolder = (): string => {
  const refusals: string[] = []
  for (const folder of CANDIDATES) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      const { uid } = lstatSync(folder)
      if (uid === process.getuid?.()) {
        return folder
      }
      refusals.push(`${folder} belongs to user ${uid}`)
    } catch (thrown) {
      refusals.push(reasonOf(thrown))
    }
  }
  throw new Error(`no folder outside of the home folders can be made: ${refusals.join("; ")}`)
}
