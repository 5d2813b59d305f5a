import type { Pool } from "pg"
import { listRevoked } from "../../modules/account/store/sessions"
import { repeat } from "../lib/repeat"
import { accessTokenSeconds } from "./access-tokens"

/** Milliseconds between looks at the table, for what a lost signal left out. */
const refreshPause = 200
/** Without a look for this long the list is not believed, and Postgres is asked for each request. */
const trustMs = 2_000
/** Looks overlap, since a transaction may commit after a later one was seen. */
const overlapMs = 10_000

/** The sessions whose access tokens may still be about although they were ended. */
export type Revocations = {
  isRevoked: (sessionId: string) => boolean
  /** Whether the list is fresh enough to be believed. */
  isFresh: () => boolean
  /** Notes sessions ended by this process or told of by another. */
  add: (sessionIds: readonly string[]) => void
  stop: () => void
}

/**
 * Loads the revoked sessions whose tokens have not expired and keeps the list fresh.
 * It must be loaded before a process answers: a restart never revives a token.
 *
 * @param onRevoked told of sessions not known before
 */
export async function openRevocations(
  pool: Pool,
  onRevoked: (sessionIds: readonly string[]) => void
): Promise<Revocations> {
  /** Session ids and until when they are worth keeping, in ms since 1970. */
  const revoked = new Map<string, number>()
  const keptMs = (accessTokenSeconds + 60) * 1_000
  let since = new Date(Date.now() - keptMs)
  let lookedAt = 0

  function add(sessionIds: readonly string[]): void {
    const fresh = sessionIds.filter((id) => !revoked.has(id))
    const until = Date.now() + keptMs
    fresh.forEach((id) => revoked.set(id, until))
    if (fresh.length > 0) {
      onRevoked(fresh)
    }
  }

  async function look(): Promise<void> {
    const startedAt = Date.now()
    const rows = await listRevoked(pool, since)
    add(rows.map((row) => row.id))
    const last = rows.at(-1)
    if (last !== undefined) {
      since = new Date(last.revokedAt.getTime() - overlapMs)
    }
    lookedAt = startedAt
    for (const [id, until] of revoked) {
      if (until > startedAt) {
        break
      }
      revoked.delete(id)
    }
  }

  await look()
  const stop = repeat(look, () => refreshPause)
  return {
    isRevoked: (sessionId) => revoked.has(sessionId),
    isFresh: () => Date.now() - lookedAt < trustMs,
    add,
    stop,
  }
}
