import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { z } from "zod"

/** A process, told from a later one with the same number by the moment it started. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
})
export type ProcessIdentity = z.infer<typeof processIdentitySchema>

const ps = (pid: number, column: string): string | undefined => {
  try {
    const printed = execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    return printed.trim() || undefined
  } catch {
    return undefined
  }
}

const procFile = (pid: number, name: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8")
  } catch {
    return undefined
  }
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM"
  }
}

/** Fields after the command's name in /proc/pid/stat (proc(5)): the state first, the start time 20th. */
const statFields = (pid: number): string[] | undefined => {
  const stat = procFile(pid, "stat")
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")
}

/** The identity of a living process, or undefined when it is gone, or ended and not yet reaped. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  if (!exists(pid)) {
    return undefined
  }
  const fields = statFields(pid)
  if (fields?.[0] === "Z") {
    return undefined
  }
  return { pid, startedAt: fields?.[19] ?? ps(pid, "lstart") ?? "unknown" }
}

export const isAlive = (known: ProcessIdentity): boolean =>
  identify(known.pid)?.startedAt === known.startedAt

/** The command line of a process, or undefined when it is gone or may not be read. */
export const commandLineOf = (pid: number): string | undefined =>
  procFile(pid, "cmdline")?.replaceAll("\0", " ").trim() || ps(pid, "command")
