import { startServerProcess } from "../../tools/dev/server-process"
import type { Catalogue } from "./catalogue"
import { messageOf, startNode, typescript } from "./child"

/** A server that listens on this machine. */
export type Server = {
  origin: string
  pid: number
  stop: () => Promise<unknown>
}

/** What a production process is set to, as far as it matters for speed. */
export const productionSettings = {
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: "0",
  JWT_SECRET: "a-secret-for-benchmarks-alone-and-long",
  ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 7).toString("base64")}`,
  COOKIE_SECRET: "a-secret-for-benchmarks-alone-and-long",
  LOG_LEVEL: "warn",
  RATE_LIMIT_FACTOR: "100000",
  ADMIN_DISABLED: "true",
  CORS_ORIGIN: "http://127.0.0.1:3000",
  STOREFRONT_URL: "http://127.0.0.1:3000",
  BACKEND_URL: "http://127.0.0.1:9000",
  REDIS_URL: "",
  MEDUSA_DISABLE_TELEMETRY: "1",
}

/** The environment of a process on a catalogue. */
export function environmentOf(
  catalogue: Pick<Catalogue, "databaseUrl" | "mongoUri" | "dataDir">,
  more: NodeJS.ProcessEnv = {}
): NodeJS.ProcessEnv {
  const { databaseUrl, mongoUri, dataDir } = catalogue
  return {
    ...process.env,
    ...productionSettings,
    DATABASE_URL: databaseUrl,
    MONGO_URI: mongoUri,
    DATA_DIR: dataDir,
    ...more,
  }
}

/** Starts the marketplace on a catalogue; answers requests only, unless WORKER_MODE says otherwise. */
export async function startTxova(
  catalogue: Catalogue,
  settings: NodeJS.ProcessEnv = {}
): Promise<Server> {
  let printed = ""
  const server = await startServerProcess({
    env: environmentOf(catalogue, { WORKER_MODE: "server", ...settings }),
    onOutput: (chunk) => (printed += chunk.toString()),
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${printed.slice(-4_000)}`)
  })
  return {
    origin: server.origin.replace("localhost", "127.0.0.1"),
    pid: server.child.pid ?? 0,
    stop: server.stop,
  }
}

/** Starts a server of benchmarks/bare, which is told what to answer by one message. */
export async function startBare(name: string, plan: unknown): Promise<Server> {
  const child = startNode(typescript(`benchmarks/bare/${name}.ts`))
  child.process.send(plan as object)
  const { port } = await messageOf(child)
  return { origin: `http://127.0.0.1:${String(port)}`, pid: child.pid, stop: child.stop }
}
