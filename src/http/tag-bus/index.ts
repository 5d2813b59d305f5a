import type { Redis } from "ioredis"
import { createPostgresTagBus } from "./postgres"
import { createRedisTagBus } from "./redis"

/** Stands for every tag: told after a gap in which messages may have been lost. */
export const everyTag = "*"

/** Tells other processes which cached answers went stale; a process does not hear itself. */
export type TagBus = {
  /** Sends tags without waiting; where it cannot, entries go stale by age, within five seconds. */
  publish: (tags: readonly string[]) => void
  subscribe: (listener: (tags: readonly string[]) => void) => void
  close: () => Promise<void>
}

/** The bus over Redis where there is one, else over Postgres, which every process has. */
export function createTagBus(options: { redis?: Redis | undefined; databaseUrl: string }): TagBus {
  return options.redis === undefined
    ? createPostgresTagBus(options.databaseUrl)
    : createRedisTagBus(options.redis)
}
