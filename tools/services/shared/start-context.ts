import { join } from "node:path"

/** What every service is told when it is started. */
export interface StartContext {
  dataDir: string
  env: NodeJS.ProcessEnv
  log: (line: string) => void
  durable: boolean
  ports: "fixed" | "free"
}

export const recordFileOf = (dataDir: string, service: "postgres" | "mongo"): string =>
  join(dataDir, "services", `${service}.json`)

export const logFileOf = (dataDir: string, service: "postgres" | "mongo"): string =>
  join(dataDir, "logs", `${service}.log`)
