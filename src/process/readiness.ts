import type { Redis } from "ioredis"
import type { Pool } from "pg"
import { mongoMigrations } from "../../migrations"
import { pendingMongoMigrations } from "../../modules/read-model/mongo/migrate"
import { missingTriggers } from "../../modules/read-model/outbox/triggers"
import type { ReadModel } from "../../modules/read-model/read-model"

/** Seconds of lag above which a process calls itself not ready. */
const tolerableLag = 30
const probeTimeout = 2_500

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

/** Seconds since the oldest change was written that is not projected yet; 0 where there is none. */
export async function projectionLag(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ seconds: string }>(
    `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) AS seconds
       FROM projection_outbox`
  )
  return Math.max(0, Number(rows[0]?.seconds ?? 0))
}

/** Asks each service this process needs, and whether migrations and projections have caught up. */
export async function checkReadiness(readModel: ReadModel, redis?: Redis): Promise<Readiness> {
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
      const missing = [...triggers, ...pending]
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
