import { parseArgs } from "node:util"

/** What a simulator's command takes: `--port 4010 --callback-url … --pin-ms 2000 --seed x --tls`. */
export type CommandOptions = {
  port: number
  callbackUrl: string | undefined
  pinMs: number
  seed: string | undefined
  tls: boolean
}

export function readCommand(args: string[]): CommandOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      "callback-url": { type: "string" },
      "pin-ms": { type: "string", default: "2000" },
      seed: { type: "string" },
      tls: { type: "boolean", default: false },
    },
  })
  return {
    port: Number(values.port),
    callbackUrl: values["callback-url"],
    pinMs: Number(values["pin-ms"]),
    seed: values.seed,
    tls: values.tls,
  }
}

type Running = {
  url: string
  env: Record<string, string>
  ca: string | undefined
  close: () => Promise<void>
}

/** Starts a simulator, prints its address and the environment that leads to it, and stays until told to end. */
export function run(name: string, start: () => Promise<Running>): void {
  start()
    .then(({ url, env, ca, close }) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => void close())
      }
      const lines = Object.entries(env).map(([variable, value]) => `${variable}=${value}`)
      process.stdout.write(`${name} simulator: ${url}\n${lines.join("\n")}\n${ca ?? ""}`)
    })
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 1
    })
}
