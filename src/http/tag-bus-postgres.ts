import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import type { Client } from "pg"
import { everything } from "./cache-epochs"
import { createTagListeners, type TagBus } from "./tag-bus"
import { decodeTags, encodeTags } from "./tag-message"

/** What the bus needs of a pg Client. */
export type TagConnection = Pick<Client, "connect" | "end" | "query" | "on">

export interface PostgresTagBusOptions {
  /**
   * Makes a new, unconnected client; the bus keeps one open. Give it a `query_timeout`: a
   * server that vanished without a word is noticed by that alone.
   */
  readonly makeClient: () => TagConnection
  readonly channel?: string
  readonly onError?: (error: unknown) => void
  /** Milliseconds between proofs that the connection lives; 15,000. */
  readonly pingMs?: number
  /** Milliseconds before the first new try of a lost connection, doubling to 5 s; 100. */
  readonly retryMs?: number
}

const longestRetryMs = 5_000

/**
 * Carries tags by LISTEN and NOTIFY, on one connection. Tags published while a NOTIFY is on
 * its way go together with the next: commits with NOTIFY queue behind each other across the
 * whole cluster. Resolves when it listens for the first time; rejects when it cannot.
 */
export async function createPostgresTagBus(options: PostgresTagBusOptions): Promise<TagBus> {
  const { makeClient, channel = "txova_cache_tags", onError = () => undefined } = options
  const { pingMs = 15_000, retryMs = 100 } = options
  const self = randomUUID()
  const listeners = createTagListeners()
  const waiting = new Set<string>()
  let client: TagConnection | undefined
  let closed = false
  let flushing: Promise<void> | undefined

  async function open(): Promise<void> {
    const opening = makeClient()
    opening.on("error", (error) => lose(opening, error))
    opening.on("end", () => lose(opening, undefined))
    opening.on("notification", ({ payload }) => {
      const tags = decodeTags(self, payload ?? "")
      if (tags !== undefined) {
        listeners.tell(tags)
      }
    })
    try {
      await opening.connect()
      await opening.query(`LISTEN ${quoted(channel)}`)
    } catch (error) {
      void opening.end().catch(() => undefined)
      throw error
    }
    client = opening
  }

  function lose(lost: TagConnection, error: unknown): void {
    if (client !== lost) {
      return
    }
    client = undefined
    if (!closed) {
      onError(error ?? new Error("The connection that carries cache tags has ended"))
      void lost.end().catch(() => undefined)
      void reopen()
    }
  }

  async function reopen(): Promise<void> {
    for (let pause = retryMs; !closed; pause = Math.min(2 * pause, longestRetryMs)) {
      await wait(pause, undefined, { ref: false })
      try {
        await open()
        break
      } catch (error) {
        onError(error)
      }
    }
    if (closed) {
      await client?.end()
      return
    }
    // Both ways something may be lost: what others said, and what we had to say.
    listeners.tell([everything])
    waiting.add(everything)
    void flush()
  }

  async function send(): Promise<void> {
    while (waiting.size > 0 && client !== undefined) {
      const sending = client
      const messages = encodeTags(self, [...waiting])
      waiting.clear()
      try {
        for (const message of messages) {
          await sending.query("SELECT pg_notify($1, $2)", [channel, message])
        }
      } catch (error) {
        lose(sending, error)
      }
    }
  }

  async function flush(): Promise<void> {
    while (waiting.size > 0 && client !== undefined) {
      flushing ??= send().finally(() => {
        flushing = undefined
      })
      await flushing
    }
  }

  await open()
  const ping = setInterval(() => {
    const asked = client
    asked?.query("SELECT 1").catch((error: unknown) => lose(asked, error))
  }, pingMs)
  ping.unref()

  return {
    subscribe: listeners.add,
    async publish(tags) {
      // Without a connection there is nothing to keep: its return tells everything anyway.
      if (client !== undefined) {
        tags.forEach((tag) => waiting.add(tag))
        await flush()
      }
    },
    async close() {
      closed = true
      clearInterval(ping)
      await flushing
      await client?.end()
    },
  }
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}
