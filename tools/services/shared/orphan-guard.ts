import { spawn } from "node:child_process"
import { Socket } from "node:net"

/**
 * Sees to it that a server does not outlive us, even when we are killed with SIGKILL: a shell of
 * about 1 MB waits on a pipe that only we hold open, and signals the server when it closes.
 * Gives a function that calls the guard off. On Windows, which has no such shell, the next start
 * finds what was left running.
 */
export const guardAgainstOrphan = (pid: number, signal: NodeJS.Signals): (() => void) => {
  if (process.platform === "win32") {
    return () => undefined
  }
  const script = 'read -r _; kill -s "$1" "$2" 2>/dev/null'
  const guard = spawn(
    "/bin/sh",
    ["-c", script, "orphan-guard", signal.slice("SIG".length), String(pid)],
    {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: {},
    }
  )
  guard.on("error", () => undefined)
  guard.stdin.on("error", () => undefined)
  guard.unref()
  if (guard.stdin instanceof Socket) {
    guard.stdin.unref()
  }
  return () => void guard.kill("SIGKILL")
}
