import { execFile } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { childEnv } from "../shared/child-env"
import { reasonOf, ServiceError } from "../shared/service-error"
import type { PostgresHome } from "./home"
import type { PostgresPrograms } from "./programs"

export const SUPERUSER = "postgres"

export interface Cluster {
  folder: string
  password: string
}

/**
 * Postgres's own C.UTF-8 orders and folds text alike on every machine. The character classes come
 * from the system all the same, and in plain C pg_trgm takes no accented letter for a letter, so
 * the first of these that the machine has is used.
 */
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "C"]

const run = promisify(execFile)

const initialise = async (
  home: PostgresHome,
  programs: PostgresPrograms,
  passwordFile: string,
  durable: boolean
) => {
  const draft = join(home.folder, "data.draft")
  const options = { cwd: home.folder, env: childEnv(process.env), ...home.user }
  let refusal = ""
  for (const characterType of CHARACTER_TYPES) {
    rmSync(draft, { recursive: true, force: true })
    try {
      await run(
        programs.initdb,
        [
          `--pgdata=${draft}`,
          `--username=${SUPERUSER}`,
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C",
          `--lc-ctype=${characterType}`,
          ...(durable ? [] : ["--no-sync"]),
        ],
        options
      )
      return draft
    } catch (thrown) {
      refusal = reasonOf(thrown)
      if (!refusal.includes("locale")) {
        break
      }
    }
  }
  throw new ServiceError(
    "Postgres",
    `initdb failed in ${home.folder}: ${refusal}`,
    "see the message above, or set DATABASE_URL"
  )
}

const passwordIn = (file: string, cluster: string): string => {
  try {
    return readFileSync(file, "utf8").trim()
  } catch (thrown) {
    throw new ServiceError(
      "Postgres",
      `the password of ${cluster} cannot be read (${reasonOf(thrown)}).`,
      `restore ${file}, or remove ${cluster} to begin anew`
    )
  }
}

/** The cluster in this home, made with a random password when there is none; a half-made one never counts. */
export const ensureCluster = async (
  home: PostgresHome,
  programs: PostgresPrograms,
  { durable, log }: { durable: boolean; log: (line: string) => void }
): Promise<Cluster> => {
  const folder = join(home.folder, "data")
  const passwordFile = join(home.folder, "password")
  if (!existsSync(join(folder, "PG_VERSION"))) {
    log(`Postgres: making a new cluster in ${folder}`)
    writeFileSync(passwordFile, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 })
    if (home.user !== undefined) {
      chownSync(passwordFile, home.user.uid, home.user.gid)
    }
    renameSync(await initialise(home, programs, passwordFile, durable), folder)
  }
  return { folder, password: passwordIn(passwordFile, folder) }
}
