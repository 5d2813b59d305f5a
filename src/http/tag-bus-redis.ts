import { randomUUID } from "node:crypto"
import type { Redis } from "ioredis"
import { everything } from "./cache-epochs"
import { createTagListeners, type TagBus } from "./tag-bus"
import { decodeTags, encodeTags } from "./tag-message"

export interface RedisTagBusOptions {
  /** Used to publish; a duplicate of it listens. It stays open when the bus closes. */
  readonly redis: Redis
  readonly channel?: string
  readonly onError?: (error: unknown) => void
}

/** Carries tags by Redis publish and subscribe. Resolves when it listens. */
export async function createRedisTagBus(options: RedisTagBusOptions): Promise<TagBus> {
  const { redis, channel = "txova:cache-tags", onError = () => undefined } = options
  const self = randomUUID()
  const listeners = createTagListeners()
  // For ever: a listener that gave up would leave this process with stale answers.
  const subscriber = redis.duplicate({ maxRetriesPerRequest: null })
  let missed = false

  subscriber.on("error", onError)
  subscriber.on("message", (_channel, message: string) => {
    const tags = decodeTags(self, message)
    if (tags !== undefined) {
      listeners.tell(tags)
    }
  })
  await subscriber.subscribe(channel)
  // A connection came back; what was published meanwhile is gone. Told once we listen again.
  subscriber.on("ready", () => {
    subscriber.subscribe(channel).then(() => listeners.tell([everything]), onError)
  })

  return {
    subscribe: listeners.add,
    async publish(tags) {
      try {
        for (const message of encodeTags(self, missed ? [everything] : tags)) {
          await redis.publish(channel, message)
        }
        missed = false
      } catch (error) {
        missed = true
        onError(error)
      }
    },
    close() {
      subscriber.disconnect()
      return Promise.resolve()
    },
  }
}
