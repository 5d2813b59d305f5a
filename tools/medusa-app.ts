import path from "node:path"
import { logger } from "@medusajs/framework/logger"
import type { MedusaContainer } from "@medusajs/framework/types"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"

export type MedusaApp = {
  container: MedusaContainer
  /** Ends the app's connections; the container is of no use afterwards. */
  close: () => Promise<void>
}

/** Sets a variable while something loads, and puts it back as it was. */
async function withVariable<Result>(
  name: string,
  value: string,
  load: () => Promise<Result>
): Promise<Result> {
  const before = process.env[name]
  process.env[name] = value
  try {
    return await load()
  } finally {
    if (before === undefined) {
      Reflect.deleteProperty(process.env, name)
    } else {
      process.env[name] = before
    }
  }
}

/**
 * Medusa's app for a command-line tool: its modules, links and workflows, without
 * routes, dashboard and scheduled jobs. Reads the same environment as the server,
 * DATABASE_URL above all, and needs a migrated database. Medusa keeps one container a
 * process: not for a process that serves.
 */
export async function openMedusaApp(): Promise<MedusaApp> {
  // A tool's own output matters more than what each module says while it loads.
  if (process.env.LOG_LEVEL === undefined) {
    logger.setLogLevel("error")
  }
  // As a server, so that jobs are left to the worker that may run already.
  const { container, shutdown } = await withVariable("WORKER_MODE", "server", () =>
    loadMedusa({
      directory: path.join(__dirname, ".."),
      expressApp: express(),
      skipLoadingEntryPoints: true,
    })
  )
  return { container, close: shutdown }
}
