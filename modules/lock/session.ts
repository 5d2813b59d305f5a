import { randomInt } from "node:crypto"
import { Client, DatabaseError } from "pg"
import { LockHeldError } from "./errors"

/** First key of the advisory locks that say which holders live; a number nobody else uses. */
export const holderClass = 7_834_501

/** The process's connection for locks, and the number it is known by while it lives. */
export type LockSession = { client: Client; holder: number }

/** Runs work on the one connection, a piece at a time. */
export type LockSessions = {
  run: <T>(work: (session: LockSession) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** Whether the connection is as good as before: Postgres answered, or there was nothing amiss. */
function leavesConnectionSound(error: unknown): boolean {
  return error instanceof LockHeldError || error instanceof DatabaseError
}

/**
 * Keeps one connection a process, opened at its first use and again after a loss. While it
 * lives it holds an advisory lock on a number of its own: whoever meets a lease with that
 * number asks Postgres whether the holder still lives. All leases are taken on this very
 * connection, so that none is taken by a holder who is dead already.
 */
export function openLockSessions(connectionString: string): LockSessions {
  let opened: Promise<LockSession> | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function connect(onLoss: () => void): Promise<LockSession> {
    const client = new Client({
      connectionString,
      application_name: "txova-locks",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      // A server that vanished must not hold up every lock for ever.
      query_timeout: 10_000,
    })
    client.on("error", onLoss)
    client.on("end", onLoss)
    await client.connect()
    // Waiting for nothing, it must not keep a process alive.
    ;(client as Client & { unref: () => void }).unref()
    const holder = randomInt(1, 2 ** 31 - 1)
    // Without these a holder whose machine vanished would live on for two hours.
    await client.query(
      "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
    )
    await client.query("SELECT pg_advisory_lock($1, $2)", [holderClass, holder])
    return { client, holder }
  }

  function open(): Promise<LockSession> {
    const opening = connect(() => {
      if (opened === opening) {
        opened = undefined
      }
    })
    opened = opening
    return opening
  }

  async function runNow<T>(work: (session: LockSession) => Promise<T>): Promise<T> {
    const opening = opened ?? open()
    try {
      return await work(await opening)
    } catch (error) {
      if (opened === opening && !leavesConnectionSound(error)) {
        opened = undefined
        opening.then(({ client }) => client.end()).catch(() => undefined)
      }
      throw error
    }
  }

  return {
    run: (work) => {
      const result = last.then(() => runNow(work))
      last = result.catch(() => undefined)
      return result
    },
    close: async () => {
      await last
      const session = await opened?.catch(() => undefined)
      opened = undefined
      await session?.client.end()
    },
  }
}
