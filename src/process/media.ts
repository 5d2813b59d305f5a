import path from "node:path"
import type { ServerResponse } from "node:http"
import express, { type RequestHandler } from "express"

/** What a browser shows as a picture and never runs. */
const rasterTypes: Record<string, string> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
}

/**
 * The dashboard's uploads are stored as they come. An SVG or a page of HTML among them
 * would run its scripts on this origin, so all but pictures is to be saved, not shown.
 */
function markFile(response: ServerResponse, file: string): void {
  const type = rasterTypes[path.extname(file).toLowerCase()]
  response.setHeader("Content-Type", type ?? "application/octet-stream")
  if (type === undefined) {
    response.setHeader("Content-Disposition", "attachment")
  }
}

/** Serves stored files by GET; whatever else is asked for is not found. */
export function serveMedia(folder: string): RequestHandler {
  const router = express.Router()
  router.use(
    express.static(folder, {
      maxAge: "1y",
      immutable: true,
      index: false,
      redirect: false,
      dotfiles: "ignore",
      setHeaders: markFile,
    })
  )
  // Express decodes "%2f" and refuses what climbs out of the folder; it comes here too.
  router.use((_request, response) => {
    response.status(404).json({ type: "not_found", message: "Not found" })
  })
  return router
}
