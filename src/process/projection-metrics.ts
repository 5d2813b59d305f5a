import { Counter, Gauge, Histogram, type Registry } from "prom-client"
import type { Pool } from "pg"
import { projectionLag } from "./readiness"
import { remembered } from "./remembered"

/** Milliseconds for which a figure that Postgres gave is shown again: /metrics is public. */
const keptMs = 1_000

async function countDeadLetters(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    "SELECT count(*) FROM projection_dead_letter WHERE deleted_at IS NULL"
  )
  return Number(rows[0]?.count ?? Number.NaN)
}

/** Metrics of the read model: how far it is behind, how much it projects, what it gave up. */
export function createProjectionMetrics(registry: Registry, pool: Pool) {
  const registers = [registry]
  const lag = remembered(() => projectionLag(pool), keptMs)
  const deadLetters = remembered(() => countDeadLetters(pool), keptMs)
  const documents = new Counter({
    name: "projection_documents_total",
    help: "Documents projected by this process",
    registers,
  })
  const errors = new Counter({
    name: "projection_errors_total",
    help: "Batches that failed and were given back",
    registers,
  })
  const delay = new Histogram({
    name: "projection_delay_seconds",
    help: "From the oldest change's write to its projection, by batch",
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  new Gauge({
    name: "projection_lag_seconds",
    help: "Age of the oldest change not projected yet",
    registers,
    async collect() {
      this.set(await lag().catch(() => Number.NaN))
    },
  })
  new Gauge({
    name: "projection_dead_letters",
    help: "Documents given up until an operator mends their source",
    registers,
    async collect() {
      this.set(await deadLetters().catch(() => Number.NaN))
    },
  })
  return {
    onBatch: (batch: { documents: number; lagSeconds: number }) => {
      documents.inc(batch.documents)
      delay.observe(batch.lagSeconds)
    },
    onError: () => {
      errors.inc()
    },
  }
}

/** Counts commands to Mongo by name; gives what to call at each. */
export function countMongoCommands(registry: Registry): (name: string) => void {
  const commands = new Counter({
    name: "mongo_commands_total",
    help: "Commands sent to Mongo, by name",
    labelNames: ["command"],
    registers: [registry],
  })
  return (command) => {
    commands.inc({ command })
  }
}
