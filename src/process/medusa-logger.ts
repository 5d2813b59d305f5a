import { randomUUID } from "node:crypto"
import type { Logger as MedusaLogger } from "@medusajs/framework/types"
import type { Logger } from "pino"

const levels: Record<string, string> = {
  silly: "trace",
  verbose: "debug",
  debug: "debug",
  info: "info",
  warn: "warn",
  error: "error",
}

/**
 * Medusa's log as lines of ours. Its own log of requests is left out: the front layer
 * writes one line each, for all doors alike and without addresses.
 */
export function toMedusaLogger(logger: Logger): MedusaLogger {
  return {
    panic: (data) => {
      logger.fatal({ data }, "medusa cannot go on")
      // Medusa's own reporter ends the process here, and whoever calls it counts on that.
      logger.flush()
      process.exit(1)
    },
    shouldLog: (level) => level !== "http" && logger.isLevelEnabled(levels[level] ?? "info"),
    // The level is LOG_LEVEL's alone.
    setLogLevel: () => undefined,
    unsetLogLevel: () => undefined,
    activity: (message) => {
      logger.debug(message)
      return randomUUID()
    },
    progress: (_activity, message) => {
      logger.debug(message)
    },
    failure: (_activity, message) => {
      logger.error(message)
      return {}
    },
    success: (_activity, message) => {
      logger.debug(message)
      return {}
    },
    error: (messageOrError, error) => {
      if (messageOrError instanceof Error) {
        logger.error({ err: messageOrError }, messageOrError.message)
      } else {
        logger.error({ err: error }, messageOrError)
      }
    },
    silly: (message) => {
      logger.trace(message)
    },
    debug: (message) => {
      logger.debug(message)
    },
    verbose: (message) => {
      logger.debug(message)
    },
    http: () => undefined,
    info: (message) => {
      logger.info(message)
    },
    warn: (message) => {
      logger.warn(message)
    },
    log: (...parts) => {
      logger.info(parts.map(String).join(" "))
    },
  }
}
