import { accessSync, constants, mkdirSync } from "node:fs"
import { isAbsolute, join } from "node:path"
import { startMongo, type MongoOrigin } from "./mongo"
import { startPostgres, type PostgresOrigin } from "./postgres"
import { findRedis } from "./redis"
import type { ManagedServer } from "./shared/managed-server"
import { reasonOf, ServiceError } from "./shared/service-error"
import { withStartLock } from "./shared/start-lock"

export { ServiceError }
export type { ManagedServer, MongoOrigin, PostgresOrigin }

export interface ServicesOptions {
  /** Absolute folder for data, logs and what is remembered between starts. */
  dataDir: string
  /** Read for DATABASE_URL, MONGO_URI, REDIS_URL, PATH, HOME and XDG_CACHE_HOME. */
  env: NodeJS.ProcessEnv
  /** Told of what takes long or is worth knowing, one line a call, no secrets. */
  log: (line: string) => void
  /** Whether an acknowledged write survives a crash. True unless said otherwise; tests go faster without. */
  durable?: boolean
  /** "fixed" (the default) takes the ports of the last start when they are free; "free" takes new ones. */
  ports?: "fixed" | "free"
}

export interface Services {
  databaseUrl: string
  mongoUri: string
  redisUrl: string | undefined
  origin: { postgres: PostgresOrigin; mongo: MongoOrigin }
  /** The servers we started; undefined where the server is someone else's. */
  postgres: ManagedServer | undefined
  mongo: ManagedServer | undefined
  /** Stops our MongoDB, or kills it as a crash would. Throws ServiceError when it is not ours. */
  stopMongo: (how?: "graceful" | "kill") => Promise<void>
  /** Starts it again on the same port and data. */
  startMongo: () => Promise<void>
  /** Stops what we started. */
  stop: () => Promise<void>
}

const valueOr = <T>(result: PromiseSettledResult<T>): T | undefined =>
  result.status === "fulfilled" ? result.value : undefined

const reasonsOf = (result: PromiseSettledResult<unknown>): unknown[] =>
  result.status === "rejected" ? [result.reason] : []

const oneError = (reasons: unknown[]): unknown => {
  const [first] = reasons
  return reasons.length === 1
    ? first
    : new AggregateError(
        reasons,
        reasons.map((reason) => (reason instanceof Error ? reason.message : reason)).join("\n")
      )
}

const ours = (server: ManagedServer | undefined): ManagedServer => {
  if (server === undefined) {
    throw new ServiceError(
      "MongoDB",
      "it was not started by this process.",
      "unset MONGO_URI, and stop the other process"
    )
  }
  return server
}

const ensureWritable = (dataDir: string): void => {
  if (!isAbsolute(dataDir)) {
    throw new TypeError(`dataDir must be absolute, not ${dataDir}`)
  }
  try {
    const folder = join(dataDir, "services")
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (thrown) {
    const remedy = `give ${dataDir} to yourself with chown -R, or remove it to begin anew`
    throw new ServiceError("Data folder", `it cannot be written: ${reasonOf(thrown)}`, remedy)
  }
}

/**
 * Finds or starts Postgres, MongoDB and Redis: see README.md for where each comes from. They are
 * ready when this returns, and end with this process even when it is killed.
 * Throws ServiceError, or an AggregateError of them, and then leaves nothing running.
 */
export const startServices = async (options: ServicesOptions): Promise<Services> => {
  const { dataDir } = options
  ensureWritable(dataDir)
  const { durable = true, ports = "fixed" } = options
  const context = { ...options, durable, ports }
  return withStartLock(dataDir, options.log, async () => {
    const results = await Promise.allSettled([
      startPostgres(context),
      startMongo(context),
      findRedis(context),
    ])
    const [postgresResult, mongoResult, redisResult] = results
    const postgres = valueOr(postgresResult)
    const mongo = valueOr(mongoResult)
    const stop = async () => {
      await Promise.all([postgres?.server?.stop(), mongo?.server?.stop()])
    }
    if (postgres === undefined || mongo === undefined || redisResult.status === "rejected") {
      await stop()
      throw oneError(results.flatMap(reasonsOf))
    }
    return {
      databaseUrl: postgres.url,
      mongoUri: mongo.uri,
      redisUrl: redisResult.value,
      origin: { postgres: postgres.origin, mongo: mongo.origin },
      postgres: postgres.server,
      mongo: mongo.server,
      stopMongo: async (how) => ours(mongo.server).stop(how),
      startMongo: async () => ours(mongo.server).start(),
      stop,
    }
  })
}
