import { createRequire } from "node:module"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import express, { type Express, type RequestHandler } from "express"
import { serveMedia } from "./media"

/** Medusa as it runs inside this process. */
export type Medusa = {
  container: MedusaContainer
  app: Express
  shutdown: () => Promise<void>
}

type Loader = (options: {
  directory: string
  expressApp: Express
  skipLoadingEntryPoints?: boolean
}) => Promise<{ container: MedusaContainer; shutdown: () => Promise<void> }>

/** The folder that holds medusa-config: the repository, or the build's output. */
export const projectRoot = path.resolve(__dirname, "../..")

/**
 * Signing in is Fastify's, and Express is never handed it. Should a path be read differently
 * there all the same, Medusa's own routes for it, open to anybody, are behind a wall.
 */
const notHere: RequestHandler = (_request, response) => {
  response.status(404).json({ type: "not_found", message: "Not found" })
}

/**
 * Loads Medusa into an Express app of its own; it listens nowhere.
 *
 * @param mediaDir folder whose pictures /media serves
 */
export async function loadMedusa(mediaDir: string): Promise<Medusa> {
  const app = express()
  app.disable("x-powered-by")
  app.use("/media", serveMedia(mediaDir))
  app.use(["/auth", "/cloud"], notHere)
  const load = createRequire(__filename)("@medusajs/medusa/loaders/index") as { default: Loader }
  const { container, shutdown } = await load.default({ directory: projectRoot, expressApp: app })
  return { container, app, shutdown }
}
