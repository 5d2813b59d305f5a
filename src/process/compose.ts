import { mkdirSync } from "node:fs"
import path from "node:path"
import { Client } from "pg"
import { Redis } from "ioredis"
import type { Logger } from "pino"
import { followProducts } from "../../modules/catalog/search/follower"
import { openProductSearch } from "../../modules/catalog/search/open"
import { openReadModel, type ReadModel } from "../../modules/read-model/read-model"
import type { Projector } from "../../modules/read-model/projector/projector"
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
import { createResponseCache, type ResponseCache } from "../http/response-cache"
import { createHttpServer } from "../http/server"
import { createPostgresTagBus } from "../http/tag-bus-postgres"
import { createRedisTagBus } from "../http/tag-bus-redis"
import type { ServingEnv } from "../lib/env"
import { buildV1 } from "../v1/app"
import { openCategoryTree } from "../v1/shared/category-tree"
import { startViewCounter } from "../v1/shared/view-counter"
import { loadMedusa, projectRoot } from "./medusa"
import { operationRoutes } from "./operations"
import { startMaintenance, type Maintenance } from "./maintenance"
import { countMongoCommands, createProjectionMetrics } from "./projection-metrics"
import { checkReadiness } from "./readiness"

export type RunningProcess = {
  /** The port it listens on. */
  port: number
  /** Answers what was accepted, then closes everything; safe to call twice. */
  stop: () => Promise<void>
}

const megabyte = 1024 * 1024

/** Where stored pictures lie, under the data folder. */
function mediaDir(env: ServingEnv): string {
  const folder = path.resolve(projectRoot, env.DATA_DIR, "media")
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Starts everything this process is made of, and listens once it can answer. */
export async function startProcess(env: ServingEnv, logger: Logger): Promise<RunningProcess> {
  const lifecycle = createLifecycle()
  const metrics = createHttpMetrics({ processMetrics: true })
  const redis = env.REDIS_URL === undefined ? undefined : new Redis(env.REDIS_URL)
  redis?.on("error", (error) => {
    logger.warn({ message: error.message }, "redis does not answer")
  })

  const cache: ResponseCache | undefined =
    env.RESPONSE_CACHE_MB === 0 || env.WORKER_MODE === "worker"
      ? undefined
      : createResponseCache({
          maxBytes: env.RESPONSE_CACHE_MB * megabyte,
          onHit: () => {
            metrics.cacheHit()
          },
          onMiss: () => {
            metrics.cacheMiss()
          },
        })
  const bus =
    redis === undefined
      ? await createPostgresTagBus({
          makeClient: () =>
            new Client({
              connectionString: env.DATABASE_URL,
              application_name: "txova-tag-bus",
              keepAlive: true,
              // Without it a server that vanished would never be noticed.
              query_timeout: 10_000,
            }),
        })
      : await createRedisTagBus({ redis })
  let search: ReturnType<typeof openProductSearch> | undefined
  const stale = (tags: string[]) => {
    dropLocal(tags)
    void bus.publish(tags)
  }
  const readModel: ReadModel = openReadModel({
    databaseUrl: env.DATABASE_URL,
    mongoUri: env.MONGO_URI,
    followers: (pool) => {
      search = openProductSearch(pool, env)
      return { products: followProducts(search) }
    },
    onStale: stale,
    ...(env.MONGO_COMMAND_METRICS ? { onMongoCommand: countMongoCommands(metrics.registry) } : {}),
  })
  const categories = openCategoryTree(readModel)
  function dropLocal(tags: readonly string[]): void {
    if (tags.includes("categories") || tags.includes("*")) {
      categories.invalidate()
    }
    cache?.invalidate(tags)
  }
  bus.subscribe(dropLocal)

  const medusa = await loadMedusa(mediaDir(env))
  const settings = await openSettings(readModel.pool)
  const views = startViewCounter(readModel.pool)

  let projector: Projector | undefined
  let maintenance: Maintenance | undefined
  if (env.WORKER_MODE !== "server") {
    maintenance = startMaintenance(readModel, metrics.registry, logger)
    const projectionMetrics = createProjectionMetrics(metrics.registry, readModel.pool)
    projector = readModel.startProjector({
      onBatch: projectionMetrics.onBatch,
      onError: (message) => {
        projectionMetrics.onError()
        logger.error({ message }, "projection failed and will be tried again")
      },
    })
  }

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
      cache,
      accessLog: createAccessLog(logger),
      onCounted: views.count,
      corsOrigins: parseCorsOrigins(env.CORS_ORIGIN),
      trustedProxies: parseTrustedProxies(env.TRUSTED_PROXIES),
      production: env.NODE_ENV === "production",
    }),
  })
  if (search === undefined) {
    throw new Error("The read model opened without the catalogue's search")
  }
  const v1 = await buildV1({
    context: {
      container: medusa.container,
      readModel,
      search,
      settings,
      categories,
      views,
      mediaBaseUrl: env.MEDIA_BASE_URL,
    },
    cache,
    logger,
    serverFactory: dispatch.fastifyOn(http.server),
    operations: operationRoutes({
      registry: metrics.registry,
      readiness: () => checkReadiness(readModel, redis),
    }),
  })
  dispatch.useExpress(medusa.app)

  await new Promise<void>((resolve, reject) => {
    http.server.once("error", reject)
    http.server.listen(env.PORT, env.HOST, resolve)
  })
  const address = http.server.address()
  const port = typeof address === "object" && address !== null ? address.port : env.PORT

  let stopping: Promise<void> | undefined
  async function stop(): Promise<void> {
    await http.drain({ noticeMs: env.DRAIN_NOTICE_MS })
    await maintenance?.stop()
    await projector?.stop()
    await views.stop()
    settings.stop()
    limiter.close()
    await v1.close()
    await medusa.shutdown()
    await bus.close()
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
