import type { Redis } from "ioredis"
import { Client } from "pg"
import type { HttpMetrics } from "../http/metrics"
import { createResponseCache, type ResponseCache } from "../http/response-cache"
import type { TagBus } from "../http/tag-bus"
import { createPostgresTagBus } from "../http/tag-bus-postgres"
import { createRedisTagBus } from "../http/tag-bus-redis"
import type { ServingEnv } from "../lib/env"

const megabyte = 1024 * 1024

/** The cached answers of this process, and how they and everybody else's go stale. */
export type StaleAnswers = {
  cache: ResponseCache | undefined
  /** Drops answers with these tags here, and tells the other processes to. */
  mark: (tags: readonly string[]) => void
  /** Drops answers with these tags here alone: what made them stale, others notice for themselves. */
  drop: (tags: readonly string[]) => void
  /** Has tags dropped elsewhere too, such as from what is held in memory besides answers. */
  onStale: (listener: (tags: readonly string[]) => void) => void
  close: () => Promise<void>
}

/** The bus over Redis where there is one, else over Postgres, which every process has. */
async function openBus(env: ServingEnv, redis: Redis | undefined): Promise<TagBus> {
  if (redis !== undefined) {
    return createRedisTagBus({ redis })
  }
  return createPostgresTagBus({
    makeClient: () =>
      new Client({
        connectionString: env.DATABASE_URL,
        application_name: "txova-tag-bus",
        keepAlive: true,
        // Without it a server that vanished would never be noticed.
        query_timeout: 10_000,
      }),
  })
}

/** Opens the cache, where this process answers requests and has memory for one, and the bus. */
export async function openStaleAnswers(
  env: ServingEnv,
  metrics: HttpMetrics,
  redis?: Redis
): Promise<StaleAnswers> {
  const isCaching = env.RESPONSE_CACHE_MB > 0 && env.WORKER_MODE !== "worker"
  const cache = isCaching
    ? createResponseCache({
        maxBytes: env.RESPONSE_CACHE_MB * megabyte,
        onHit: () => {
          metrics.cacheHit()
        },
        onMiss: () => {
          metrics.cacheMiss()
        },
      })
    : undefined
  const listeners: ((tags: readonly string[]) => void)[] = []
  const drop = (tags: readonly string[]) => {
    // Before the cache: a fill that begins after the drop must not read what is old.
    listeners.forEach((listener) => {
      listener(tags)
    })
    cache?.invalidate(tags)
  }
  const bus = await openBus(env, redis)
  bus.subscribe(drop)
  return {
    cache,
    drop,
    mark: (tags) => {
      drop(tags)
      void bus.publish(tags)
    },
    onStale: (listener) => {
      listeners.push(listener)
    },
    close: () => bus.close(),
  }
}
