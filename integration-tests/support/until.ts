import { setTimeout as delay } from "node:timers/promises"

/**
 * Asks again until a condition holds; gives the value that held.
 *
 * @throws after `limit` milliseconds, with what it was waiting for.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null>,
  limit = 15_000
): Promise<T> {
  const deadline = Date.now() + limit
  for (;;) {
    const value = await ask()
    if (value !== undefined && value !== false && value !== null) {
      return value
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${limit} ms in vain until ${what}`)
    }
    await delay(15)
  }
}
