import { randomUUID } from "node:crypto"
import { setTimeout as delay } from "node:timers/promises"
import type { ILockingProvider } from "@medusajs/framework/types"
import { LockHeldError } from "./errors"
import { releaseAllLeases, releaseLeases, takeLeases } from "./leases"
import { openLockSessions, type LockSessions } from "./session"

/** Seconds `execute` waits for its keys where its caller names none: as Medusa's providers do. */
const defaultWait = 5
/** Milliseconds between tries, at first and at most. */
const firstPause = 5
const longestPause = 100

type Keys = string | string[]

/** Medusa's locks as leases in Postgres that end with the connection of whoever holds them. */
export class PostgresLockProvider implements ILockingProvider {
  static identifier = "postgres-lease"
  readonly #sessions: LockSessions

  /** @param options the locking module's: the URL of Postgres, or of a pooler in session mode */
  constructor(_cradle: unknown, options: { databaseUrl: string }) {
    this.#sessions = openLockSessions(options.databaseUrl)
  }

  /**
   * Runs `job` holding the keys, which wait in nobody's transaction: the job may take as
   * long as it needs and as many connections.
   *
   * @throws Error where the keys are not free within `timeout` seconds.
   */
  async execute<T>(keys: Keys, job: () => Promise<T>, args?: { timeout?: number }): Promise<T> {
    const seconds = Math.max(args?.timeout ?? defaultWait, 1)
    const deadline = Date.now() + (Number.isNaN(seconds) ? 1 : seconds) * 1_000
    const ownerId = `execute:${randomUUID()}`
    await this.#await(keys, ownerId, deadline)
    try {
      return await job()
    } finally {
      // It fails only where the connection is lost, and the lease with it.
      await this.release(keys, { ownerId }).catch(() => undefined)
    }
  }

  /** @throws LockHeldError where another holds one of the keys; `expire` in seconds. */
  async acquire(keys: Keys, args?: { ownerId?: string | null; expire?: number }): Promise<void> {
    const terms = { ownerId: args?.ownerId ?? null, seconds: args?.expire ?? null }
    await this.#sessions.run((session) => takeLeases(session, [keys].flat(), terms))
  }

  async release(keys: Keys, args?: { ownerId?: string | null }): Promise<boolean> {
    return this.#sessions.run((session) =>
      releaseLeases(session, [keys].flat(), args?.ownerId ?? null)
    )
  }

  async releaseAll(args?: { ownerId?: string | null }): Promise<void> {
    await this.#sessions.run((session) => releaseAllLeases(session, args?.ownerId ?? undefined))
  }

  /** Ends the connection, and with it every lease of this process. */
  async close(): Promise<void> {
    await this.#sessions.close()
  }

  async #await(keys: Keys, ownerId: string, deadline: number): Promise<void> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        await this.acquire(keys, { ownerId })
        return
      } catch (error) {
        if (!(error instanceof LockHeldError)) {
          throw error
        }
        if (Date.now() >= deadline) {
          throw new Error("Timed-out acquiring lock.", { cause: error })
        }
      }
      // At random, or those who wait for one key would all ask at once.
      await delay(pause * (0.5 + Math.random()))
    }
  }
}
