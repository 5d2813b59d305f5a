import os from "node:os"
import type { Services } from "../../tools/services"
import { withPostgres } from "./catalogue"
import { fastGenerator } from "./load"

/** What the figures were measured on. */
export type Machine = {
  date: string
  cpu: string
  cores: number
  memoryGigabytes: number
  node: string
  postgres: string
  mongo: string
  generator: string
  /** Work that waited for a core in the minute before the run; above zero, others were busy. */
  loadBefore: number
  warnings: string[]
}

export async function describeMachine(services: Services): Promise<Machine> {
  const { rows } = await withPostgres(services.databaseUrl, (client) =>
    client.query<{ server_version: string }>("SHOW server_version")
  )
  const loadBefore = Math.round((os.loadavg()[0] ?? 0) * 100) / 100
  const { mongo } = services.origin
  const warnings = [
    ...(mongo === "secantusd-py"
      ? [
          "MongoDB is the Python SecantusDB, which answers some 30 reads a second: figures that touch Mongo say nothing.",
        ]
      : []),
    ...(loadBefore > 1 ? [`The machine was busy with other work (load ${loadBefore}).`] : []),
  ]
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.cpus().length,
    memoryGigabytes: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    postgres: rows[0]?.server_version ?? "unknown",
    mongo,
    generator: fastGenerator,
    loadBefore,
    warnings,
  }
}
