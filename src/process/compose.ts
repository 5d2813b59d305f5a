import { mkdirSync } from "node:fs"
import type { Server } from "node:http"
import path from "node:path"
import { Redis } from "ioredis"
import type { Logger } from "pino"
import { followProducts } from "../../modules/catalog/search/follower"
import { openProductSearch } from "../../modules/catalog/search/open"
import { openPool } from "../../modules/read-model/postgres/pool"
import { openReadModel } from "../../modules/read-model/read-model"
import { openSettings } from "../../modules/setting/settings"
import { createAccessLog } from "../http/access-log"
import { parseTrustedProxies } from "../http/client-address"
import { parseCorsOrigins } from "../http/cors"
import { createDispatch } from "../http/dispatch"
import { createFrontHandler } from "../http/front"
import { createLifecycle } from "../http/lifecycle"
import { createHttpMetrics } from "../http/metrics"
import { createRateLimiter } from "../http/rate-limit"
import { redisCountStore } from "../http/rate-limit-sync"
import { createHttpServer } from "../http/server"
import { openIdentity } from "../identity/open"
import { openPayments } from "../payments/open"
import type { ServingEnv } from "../lib/env"
import { buildV1 } from "../v1/app"
import { openCategoryTree } from "../v1/shared/category-tree"
import { startViewCounter } from "../v1/shared/view-counter"
import { startBackground } from "./background"
import { loadMedusa, projectRoot } from "./medusa"
import { operationRoutes } from "./operations"
import { countMongoCommands } from "./projection-metrics"
import { openReadiness } from "./readiness"
import { startShopDuties } from "./shop-duties"
import { openStaleAnswers } from "./stale-answers"

/** Milliseconds a statement of a request may take: a slow one must not keep a connection from the others. */
const statementTimeout = 5_000

export type RunningProcess = {
  /** The port it listens on. */
  port: number
  /** Answers what was accepted, then closes everything; safe to call twice. */
  stop: () => Promise<void>
}

/** Where stored pictures lie, under the data folder. */
function mediaDir(env: ServingEnv): string {
  const folder = path.resolve(projectRoot, env.DATA_DIR, "media")
  mkdirSync(folder, { recursive: true })
  return folder
}

function openRedis(url: string | undefined, logger: Logger): Redis | undefined {
  const redis = url === undefined ? undefined : new Redis(url)
  redis?.on("error", (error) => {
    logger.warn({ message: error.message }, "redis does not answer")
  })
  return redis
}

async function listen(server: Server, env: ServingEnv): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(env.PORT, env.HOST, resolve)
  })
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : env.PORT
}

/** Starts everything this process is made of, and listens once it can answer. */
export async function startProcess(env: ServingEnv, logger: Logger): Promise<RunningProcess> {
  const metrics = createHttpMetrics({ processMetrics: true })
  const redis = openRedis(env.REDIS_URL, logger)
  const stale = await openStaleAnswers(env, metrics, redis)
  const pool = openPool(env.DATABASE_URL, 6, statementTimeout)
  // The projector, probes, settings and counters have connections that no reader can use up.
  const projectorPool = openPool(env.DATABASE_URL)
  const search = openProductSearch(pool, env)
  const readModel = openReadModel({
    pool,
    projectorPool,
    mongoUri: env.MONGO_URI,
    followers: { products: followProducts(openProductSearch(projectorPool, env)) },
    onStale: stale.mark,
    onProblem: (message) => {
      logger.warn({ message }, "a write's documents are left to the outbox")
    },
    ...(env.MONGO_COMMAND_METRICS ? { onMongoCommand: countMongoCommands(metrics.registry) } : {}),
  })
  const categories = openCategoryTree(readModel)
  stale.onStale((tags) => {
    if (tags.includes("categories") || tags.includes("*")) {
      categories.invalidate()
    }
  })
  const medusa = await loadMedusa(mediaDir(env))
  const settings = await openSettings(projectorPool, {
    // The projector's signal may come before this process has read the new values: an answer
    // made in between would be stored with the old ones.
    onChange: () => {
      stale.drop(["system_settings"])
    },
  })
  const views = startViewCounter(projectorPool)
  const identity = await openIdentity({
    env,
    container: medusa.container,
    readModel,
    settings,
    logger,
    signals: stale,
  })
  const payments = openPayments({
    env,
    container: medusa.container,
    readModel,
    settings,
    logger,
  })
  const background =
    env.WORKER_MODE === "server" ? undefined : startBackground(readModel, metrics.registry, logger)
  const shopDuties =
    env.WORKER_MODE === "server"
      ? undefined
      : startShopDuties({
          container: medusa.container,
          readModel,
          settings,
          logger,
          onStale: stale.onStale,
        })

  const lifecycle = createLifecycle()
  const limiter = createRateLimiter({
    multiplier: env.RATE_LIMIT_FACTOR,
    ...(redis === undefined ? {} : { store: redisCountStore(redis) }),
  })
  const dispatch = createDispatch()
  const http = createHttpServer({
    lifecycle,
    listener: createFrontHandler({
      dispatch,
      lifecycle,
      limiter,
      metrics,
      cache: stale.cache,
      accessLog: createAccessLog(logger),
      onCounted: views.count,
      accountOf: identity.accountOf,
      identify: identity.identify,
      corsOrigins: parseCorsOrigins(`${env.CORS_ORIGIN},${env.ADMIN_CORS_ORIGIN}`),
      trustedProxies: parseTrustedProxies(env.TRUSTED_PROXIES),
      production: env.NODE_ENV === "production",
    }),
  })
  const v1 = await buildV1({
    context: {
      container: medusa.container,
      readModel,
      search,
      settings,
      categories,
      views,
      identity: identity.context,
      payments: payments.context,
      mediaBaseUrl: env.MEDIA_BASE_URL,
    },
    cache: stale.cache,
    logger,
    serverFactory: dispatch.fastifyOn(http.server),
    operations: operationRoutes({
      registry: metrics.registry,
      readiness: openReadiness({ ...readModel, pool: projectorPool }, redis),
    }),
  })
  dispatch.useExpress(medusa.app)
  const port = await listen(http.server, env)

  let stopping: Promise<void> | undefined
  async function stop(): Promise<void> {
    await http.drain({ noticeMs: env.DRAIN_NOTICE_MS })
    await background?.stop()
    await shopDuties?.stop()
    await views.stop()
    await payments.stop()
    await identity.stop()
    settings.stop()
    limiter.close()
    await v1.close()
    await medusa.shutdown()
    await stale.close()
    await readModel.close()
    redis?.disconnect()
  }
  return {
    port,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
