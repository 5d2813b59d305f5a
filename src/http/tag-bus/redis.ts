import type { Redis } from "ioredis"
import { everyTag, type TagBus } from "./index"
import { createMessageCodec } from "./message"

const channel = "txova:stale-tags"

/** The bus over Redis's publish and subscribe; subscribing takes a connection of its own. */
export function createRedisTagBus(redis: Redis): TagBus {
  const codec = createMessageCodec(everyTag)
  const listeners: ((tags: readonly string[]) => void)[] = []
  const subscriber = redis.duplicate()
  const tell = (tags: readonly string[]) => {
    listeners.forEach((listener) => {
      listener(tags)
    })
  }

  subscriber.on("error", () => undefined)
  subscriber.on("ready", () => {
    // What was said while nobody listened is not known.
    subscriber.subscribe(channel).then(
      () => {
        tell([everyTag])
      },
      () => undefined
    )
  })
  subscriber.on("message", (_channel, message) => {
    const tags = codec.decode(message)
    if (tags !== undefined) {
      tell(tags)
    }
  })
  return {
    publish: (tags) => {
      for (const message of codec.encode(tags)) {
        redis.publish(channel, message).catch(() => undefined)
      }
    },
    subscribe: (listener) => {
      listeners.push(listener)
    },
    close: () => {
      subscriber.disconnect()
      return Promise.resolve()
    },
  }
}
