import { Client } from "pg"
import { everyTag, type TagBus } from "./index"
import { createMessageCodec } from "./message"

const channel = "txova_stale_tags"
const retryPause = 500

/**
 * The bus over LISTEN and NOTIFY, on a connection of its own. Only projectors
 * notify, after their work is done: writers' transactions never do, since NOTIFY
 * would put their commits in a queue.
 */
export function createPostgresTagBus(databaseUrl: string): TagBus {
  const codec = createMessageCodec(everyTag)
  const listeners: ((tags: readonly string[]) => void)[] = []
  let client: Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const tell = (tags: readonly string[]) => {
    listeners.forEach((listener) => {
      listener(tags)
    })
  }

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: databaseUrl, application_name: "txova-tag-bus" })
    const lost = () => {
      if (client === next) {
        client = undefined
        reconnect()
      }
    }
    next.on("error", lost)
    next.on("end", lost)
    next.on("notification", ({ payload = "" }) => {
      const tags = codec.decode(payload)
      if (tags !== undefined) {
        tell(tags)
      }
    })
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    client = next
    // What was said while nobody listened is not known.
    tell([everyTag])
  }

  function reconnect(): void {
    if (!closed) {
      retry = setTimeout(() => {
        connect().catch(reconnect)
      }, retryPause)
      retry.unref()
    }
  }

  connect().catch(reconnect)
  return {
    publish: (tags) => {
      for (const message of codec.encode(tags)) {
        client?.query("SELECT pg_notify($1, $2)", [channel, message]).catch(() => undefined)
      }
    },
    subscribe: (listener) => {
      listeners.push(listener)
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}
