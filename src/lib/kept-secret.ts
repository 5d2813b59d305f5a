import { randomBytes } from "node:crypto"
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { EnvError, type Env } from "./env"

/** The folder that holds medusa-config: a DATA_DIR is relative to it. */
const root = path.resolve(__dirname, "../..")

/** Never written down: what is signed with it ends with the process. */
const ofThisProcess = randomBytes(32).toString("base64url")

/**
 * The secret in a file, made where there is none. Processes that start together get the
 * same: a link is made by one of them, and by the whole file.
 *
 * @throws EnvError where the file holds none, as after a disk was full.
 */
export function keptSecret(file: string): string {
  const draft = `${file}.${randomBytes(6).toString("hex")}`
  mkdirSync(path.dirname(file), { recursive: true })
  try {
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const secret = readFileSync(file, "utf8").trim()
  if (secret.length < 32) {
    throw new EnvError([`${file} holds no secret: remove it, and it is made anew`])
  }
  return secret
}

/**
 * What signs access tokens. Without JWT_SECRET it is random and kept in DATA_DIR: whoever reads
 * the source signs nothing, and a restart signs nobody out. Production demands JWT_SECRET of
 * whatever serves; what else reads the configuration there, such as a build, signs nothing.
 */
export function jwtSecretOf(env: Pick<Env, "JWT_SECRET" | "NODE_ENV" | "DATA_DIR">): string {
  if (env.JWT_SECRET !== undefined) {
    return env.JWT_SECRET
  }
  return env.NODE_ENV === "production"
    ? ofThisProcess
    : keptSecret(path.resolve(root, env.DATA_DIR, "jwt-secret"))
}
