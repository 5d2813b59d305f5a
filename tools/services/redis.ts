import { Redis } from "ioredis"
import { placeOf, withoutSecrets } from "./shared/connection-url"
import { reasonOf, ServiceError } from "./shared/service-error"
import type { StartContext } from "./shared/start-context"

const ping = async (url: string): Promise<void> => {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  let reason: unknown
  client.on("error", (error) => (reason = error))
  try {
    await client.connect()
    await client.ping()
  } catch (thrown) {
    throw reason ?? thrown
  } finally {
    client.disconnect()
  }
}

/** The URL of the Redis that REDIS_URL names, once it answers; undefined without one: nothing needs it. */
export const findRedis = async ({
  env,
}: Pick<StartContext, "env">): Promise<string | undefined> => {
  const url = env.REDIS_URL?.trim()
  if (!url) {
    return undefined
  }
  try {
    await ping(url)
    return url
  } catch (thrown) {
    const reason = withoutSecrets(reasonOf(thrown), url)
    throw new ServiceError(
      "Redis",
      `REDIS_URL (${placeOf(url)}) cannot be used: ${reason}`,
      "correct REDIS_URL (redis://:password@host:port/0), or unset it to do without Redis"
    )
  }
}
