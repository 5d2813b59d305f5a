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

/**
 * Medusa's app for a command-line tool: its modules, links and workflows, without
 * routes, dashboard and scheduled jobs. Reads the same environment as the server,
 * DATABASE_URL above all, and needs a migrated database.
 */
export async function openMedusaApp(): Promise<MedusaApp> {
  // As the server would, but the jobs are left to the worker that runs already.
  process.env.WORKER_MODE = "server"
  // A tool's own output matters more than what each module says while it loads.
  if (process.env.LOG_LEVEL === undefined) {
    logger.setLogLevel("error")
  }
  const { container, shutdown } = await loadMedusa({
    directory: path.join(__dirname, ".."),
    expressApp: express(),
    skipLoadingEntryPoints: true,
  })
  return { container, close: shutdown }
}
