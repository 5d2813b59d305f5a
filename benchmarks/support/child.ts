import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"

export const root = path.resolve(__dirname, "../..")

/** The end of what a child printed, for the message of an error. */
const keptOutput = 4_000

export type Child = {
  pid: number
  process: ChildProcess
  /** Everything it printed so far. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts Node, collecting what it prints; `args` begin with the file, or with options before it. */
export function startNode(args: string[], env: NodeJS.ProcessEnv = process.env, cwd = root): Child {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  const ended = once(child, "close")
  let printed = ""
  const keep = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  return {
    pid: child.pid ?? 0,
    process: child,
    output: () => printed,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM")
      }
      await ended
    },
  }
}

/** Arguments that run one of the repository's TypeScript files. */
export function typescript(file: string, ...args: string[]): string[] {
  return ["-r", "ts-node/register", path.join(root, file), ...args]
}

/**
 * Runs Node to its end.
 *
 * @returns what it printed
 * @throws with the end of its output where it fails
 */
export async function runNode(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
  cwd = root
): Promise<string> {
  const child = startNode(args, env, cwd)
  const [code] = (await once(child.process, "close")) as [number | null]
  if (code !== 0) {
    const end = child.output().slice(-keptOutput)
    throw new Error(`${args.join(" ")} ended with ${String(code)}:\n${end}`)
  }
  return child.output()
}

/**
 * Waits for the message by which a child says it is ready.
 *
 * @throws where it ends first, with the end of its output
 */
export async function messageOf(child: Child): Promise<Record<string, unknown>> {
  const ending = new AbortController()
  const first = await Promise.race([
    once(child.process, "message", { signal: ending.signal }),
    once(child.process, "close", { signal: ending.signal }).then(() => undefined),
  ])
  ending.abort()
  if (first === undefined) {
    throw new Error(`A child ended before it was ready:\n${child.output().slice(-keptOutput)}`)
  }
  return first[0] as Record<string, unknown>
}
