import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { closeSync } from "node:fs"
import { guardAgainstOrphan } from "./orphan-guard"
import { openLog } from "./server-log"

export interface UserIds {
  uid: number
  gid: number
}

export interface Command {
  file: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** The user to become; only root can. */
  user?: UserIds | undefined
}

/** A server process that we started. */
export interface Child {
  readonly pid: number
  /** How it ended ("code 1", "SIGKILL"), or undefined while it runs. */
  ending(): string | undefined
  onEnd(listener: (ending: string) => void): void
  /** Sends the signal, waits, and sends SIGKILL when it has not ended in time. */
  stop(signal: NodeJS.Signals, withinMs: number): Promise<void>
}

const endOf = (child: ChildProcess): string | undefined =>
  child.signalCode ?? (child.exitCode === null ? undefined : `code ${child.exitCode}`)

const stopChild = async (child: ChildProcess, signal: NodeJS.Signals, withinMs: number) => {
  if (endOf(child) !== undefined) {
    return
  }
  child.ref()
  const ended = once(child, "exit")
  const insist = setTimeout(() => child.kill("SIGKILL"), withinMs)
  child.kill(signal)
  await ended
  clearTimeout(insist)
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches us alone and
 * we stop it in order; its output goes to the log file. It ends by `guardSignal` if we are killed.
 */
export const launch = async (
  command: Command,
  logFile: string,
  guardSignal: NodeJS.Signals
): Promise<Child> => {
  const log = openLog(logFile)
  const { file, args, cwd, env, user } = command
  try {
    const child = spawn(file, args, {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", log, log],
      ...user,
    })
    await once(child, "spawn")
    child.unref()
    const { pid } = child
    if (pid === undefined) {
      throw new Error(`${file} has no process id`)
    }
    const dismissGuard = guardAgainstOrphan(pid, guardSignal)
    child.once("exit", dismissGuard)
    return {
      pid,
      ending: () => endOf(child),
      onEnd: (listener) => child.once("exit", () => listener(endOf(child) ?? "unknown")),
      stop: (signal, withinMs) => stopChild(child, signal, withinMs),
    }
  } finally {
    closeSync(log)
  }
}
