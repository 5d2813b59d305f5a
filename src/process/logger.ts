import pino, { type Logger } from "pino"
import type { Env } from "../lib/env"

/** The process's JSON log. Secrets that slip into an object are cut out by path. */
export function createLogger(env: Pick<Env, "LOG_LEVEL" | "WORKER_MODE">): Logger {
  return pino({
    level: env.LOG_LEVEL,
    base: { pid: process.pid, mode: env.WORKER_MODE },
    redact: {
      paths: [
        "*.password",
        "*.token",
        "*.authorization",
        "*.cookie",
        "req.headers",
        "req.remoteAddress",
      ],
      remove: true,
    },
  })
}
