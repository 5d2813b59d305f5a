import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { commandLineOf, identify, type ProcessIdentity } from "../shared/process-identity"

const pidFileOf = (cluster: string): string => join(cluster, "postmaster.pid")

const pidIn = (cluster: string): number | undefined => {
  try {
    const pid = Number.parseInt(readFileSync(pidFileOf(cluster), "utf8"), 10)
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Whether the process with this number is the server of the cluster: "unclear" is a Postgres started by other hands. */
const judge = (pid: number, cluster: string): "ours" | "another" | "unclear" => {
  const commandLine = commandLineOf(pid) ?? ""
  if (!commandLine.includes("postgres") || commandLine.startsWith("postgres: ")) {
    return "another"
  }
  if (commandLine.includes(` -D ${cluster}`)) {
    return "ours"
  }
  return commandLine.includes(" -D /") ? "another" : "unclear"
}

/** The Postgres that runs on this cluster by its postmaster.pid, or undefined. */
export const postmasterOf = (cluster: string): ProcessIdentity | undefined => {
  const pid = pidIn(cluster)
  return pid !== undefined && judge(pid, cluster) === "ours" ? identify(pid) : undefined
}

/**
 * Removes the postmaster.pid that a crash left behind. Postgres does so itself only when no process
 * has the number; after a reboot, or in a container, another one often has.
 */
export const removeStalePid = (cluster: string): void => {
  const pid = pidIn(cluster)
  if (pid !== undefined && (identify(pid) === undefined || judge(pid, cluster) === "another")) {
    rmSync(pidFileOf(cluster), { force: true })
  }
}
