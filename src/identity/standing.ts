import { LRUCache } from "lru-cache"
import type { Pool } from "pg"
import { repeat } from "../lib/repeat"

/** Milliseconds between looks at the sessions in use. */
const lookPause = 2_000
/** Without a look for this long what was seen is not believed. */
const trustMs = 5_000
/** Milliseconds after its last request in which a session counts as in use. */
const inUseMs = 15_000

/** Which sessions there are whose account is active. Says nothing of those revoked just now. */
export type Standing = {
  /** Whether a session was found good within the last seconds. */
  isKnown: (sessionId: string) => boolean
  /** Asks Postgres. */
  ask: (sessionId: string) => Promise<boolean>
  stop: () => void
}

const goodSessions = `
SELECT s.id FROM account_session s
  JOIN account a ON a.id = s.account_id AND a.deleted_at IS NULL AND a.status = 'active'
 WHERE s.id = ANY($1::text[]) AND s.revoked_at IS NULL AND s.expires_at > now()`

async function findGood(pool: Pool, sessionIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(goodSessions, [sessionIds])
  return new Set(rows.map((row) => row.id))
}

/**
 * Keeps an eye on the sessions in use. A token says who somebody was when it was signed; an
 * account that was suspended since, by whatever means, is out with the next look. One
 * statement for all every two seconds: a question for each request would cost more than
 * the request.
 */
export function openStanding(pool: Pool): Standing {
  const known = new LRUCache<string, true>({ max: 10_000, ttl: inUseMs, updateAgeOnGet: true })
  let lookedAt = Date.now()

  async function look(): Promise<void> {
    const startedAt = Date.now()
    const inUse = [...known.keys()]
    const good = inUse.length === 0 ? new Set<string>() : await findGood(pool, inUse)
    for (const sessionId of inUse) {
      if (!good.has(sessionId)) {
        known.delete(sessionId)
      }
    }
    lookedAt = startedAt
  }

  const stop = repeat(look, () => lookPause)
  return {
    isKnown: (sessionId) => Date.now() - lookedAt < trustMs && known.get(sessionId) === true,
    ask: async (sessionId) => {
      const isGood = (await findGood(pool, [sessionId])).has(sessionId)
      if (isGood) {
        known.set(sessionId, true)
      } else {
        known.delete(sessionId)
      }
      return isGood
    },
    stop,
  }
}
