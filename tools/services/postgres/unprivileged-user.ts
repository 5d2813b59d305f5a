import { execFileSync } from "node:child_process"
import { rmSync } from "node:fs"
import { join } from "node:path"
import type { UserIds } from "../shared/child"
import { reasonOf, ServiceError } from "../shared/service-error"

const NAME = "txova-postgres"

const idsOf = (name: string): UserIds | undefined => {
  try {
    const id = (option: string) =>
      Number(execFileSync("id", [option, name], { stdio: "pipe", encoding: "utf8" }))
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return undefined
  }
}

// shadow-utils (Debian, Fedora), then BusyBox (Alpine).
const CREATE: [string, ...string[]][] = [
  ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
  ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", NAME],
]

const createUser = (): UserIds | undefined => {
  for (const [program, ...args] of CREATE) {
    try {
      execFileSync(program, args, { stdio: "pipe" })
      return idsOf(NAME)
    } catch {
      // The next one, or nobody.
    }
  }
  return undefined
}

/** The user that Postgres runs as when we are root, which it refuses: our own system user, else nobody. */
export const unprivilegedUser = (): UserIds => {
  const user = idsOf(NAME) ?? createUser() ?? idsOf("nobody")
  if (user === undefined || user.uid === 0) {
    throw new ServiceError(
      "Postgres",
      `it does not run as root, and the user ${NAME} could not be created.`,
      "run as another user, or set DATABASE_URL"
    )
  }
  return user
}

/** Whether the user can enter the folder and write in it. Throws ServiceError when we cannot become that user. */
export const canWriteIn = (folder: string, user: UserIds): boolean => {
  try {
    execFileSync("/bin/sh", ["-c", 'cd "$1" && : > .reachable', "sh", folder], {
      cwd: "/",
      stdio: "pipe",
      ...user,
    })
    rmSync(join(folder, ".reachable"))
    return true
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EPERM") {
      throw new ServiceError(
        "Postgres",
        `it does not run as root, and this root may not become user ${user.uid} (${reasonOf(thrown)}).`,
        "run as another user, or set DATABASE_URL"
      )
    }
    return false
  }
}
