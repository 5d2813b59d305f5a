import type { Redis } from "ioredis"
import type { Pool } from "pg"
import { mongoMigrations } from "../../migrations"
import { pendingMongoMigrations } from "../../modules/read-model/mongo/migrate"
import { missingTriggers } from "../../modules/read-model/outbox/triggers"
import type { ReadModel } from "../../modules/read-model/read-model"
import { listMedusaMigrations, pendingMedusaMigrations } from "./medusa-migrations"
import { remembered } from "./remembered"

/** Seconds of lag above which a process calls itself not ready. */
const tolerableLag = 30
const probeTimeout = 2_500
const keptMs = 1_000

export type Readiness = {
  ready: boolean
  checks: Record<string, { ok: boolean; detail?: string }>
}

async function probe(check: () => Promise<string | undefined>) {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => {
      resolve("no answer in time")
    }, probeTimeout)
  })
  try {
    const detail = await Promise.race([check(), timeout])
    return detail === undefined ? { ok: true } : { ok: false, detail }
  } catch {
    return { ok: false, detail: "not reachable" }
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Seconds since the oldest change was written that is not projected yet; 0 where there is
 * none. What waits by intention is left out. The lowest id is the oldest: the least
 * created_at would be looked for in every row.
 */
export async function projectionLag(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ seconds: string }>(
    `SELECT extract(epoch FROM clock_timestamp() - created_at) AS seconds
       FROM projection_outbox WHERE available_at <= now() ORDER BY id LIMIT 1`
  )
  return Math.max(0, Number(rows[0]?.seconds ?? 0))
}

/**
 * Makes the question whether this process can serve. Whoever asks, the services are asked
 * once a second at most: the route is public.
 */
export function openReadiness(readModel: ReadModel, redis?: Redis): () => Promise<Readiness> {
  const expected = listMedusaMigrations()
  return remembered(() => checkReadiness(readModel, expected, redis), keptMs)
}

/** Asks each service this process needs, and whether migrations and projections have caught up. */
async function checkReadiness(
  readModel: ReadModel,
  medusaMigrations: readonly string[],
  redis?: Redis
): Promise<Readiness> {
  const { pool } = readModel
  const [postgres, mongo, redisCheck, migrations, projector] = await Promise.all([
    probe(async () => {
      await pool.query("SELECT 1")
      return undefined
    }),
    probe(async () => {
      await readModel.mongo.db().command({ ping: 1 })
      return undefined
    }),
    probe(async () => {
      await redis?.ping()
      return undefined
    }),
    probe(async () => {
      const triggers = await missingTriggers(pool)
      const pending = await pendingMongoMigrations(readModel.mongo.db(), mongoMigrations)
      const medusa = await pendingMedusaMigrations(pool, medusaMigrations)
      const missing = [...triggers, ...pending, ...medusa]
      return missing.length === 0 ? undefined : `run npm run migrate: ${missing.length} missing`
    }),
    probe(async () => {
      const lag = await projectionLag(pool)
      return lag <= tolerableLag ? undefined : `${lag.toFixed(1)} s behind`
    }),
  ])
  const checks = {
    postgres,
    mongo,
    ...(redis === undefined ? {} : { redis: redisCheck }),
    migrations,
    projector,
  }
  return { ready: Object.values(checks).every((check) => check.ok), checks }
}
