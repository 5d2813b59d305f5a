import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"

export type ServerProcess = {
  /** Origin it answers at, such as `http://localhost:9000`. */
  origin: string
  child: ChildProcess
  /** Asks it to stop (SIGTERM) and waits until it has; gives its exit code. */
  stop: () => Promise<number | null>
}

export type ServerProcessOptions = {
  env: NodeJS.ProcessEnv
  /** Receives what the server prints; absent passes it through. */
  onOutput?: (chunk: Buffer) => void
  /** Longest wait for the server to answer, in milliseconds. */
  startLimit?: number
}

const root = path.resolve(__dirname, "../..")

/** Starts src/server.ts as a process of its own and waits until it listens. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { onOutput, startLimit = 120_000 } = options
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register", path.join(root, "src/server.ts")],
    {
      cwd: root,
      env: { ...options.env, TS_NODE_PROJECT: path.join(root, "tsconfig.json") },
      stdio: [
        "ignore",
        onOutput === undefined ? "inherit" : "pipe",
        onOutput === undefined ? "inherit" : "pipe",
        "ipc",
      ],
    }
  )
  if (onOutput !== undefined) {
    child.stdout?.on("data", onOutput)
    child.stderr?.on("data", onOutput)
  }
  const ended = once(child, "exit") as Promise<[number | null]>
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL")
      reject(new Error(`The server did not listen within ${startLimit / 1000} s`))
    }, startLimit)
    child.on("message", (message: { ready?: boolean; port?: number }) => {
      if (message.ready === true && message.port !== undefined) {
        clearTimeout(timer)
        resolve(message.port)
      }
    })
    child.once("exit", (code) => {
      clearTimeout(timer)
      reject(new Error(`The server ended with ${String(code)} before it listened`))
    })
  })
  return {
    origin: `http://localhost:${port}`,
    child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM")
      }
      const [code] = await ended
      return code
    },
  }
}
