import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { isFileKey } from "../../../../../modules/media/rules/file-keys"

/**
 * A private file of the local disk, such as an export, to be saved: what a link signed by
 * S3 is there. No other storage gives keys that begin like these.
 */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { id = "" } = req.params
  if (!id.startsWith("private-") || !isFileKey(id)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such file")
  }
  const files = req.scope.resolve(Modules.FILE)
  // Throws NOT_FOUND before anything is sent.
  await files.retrieveFile(id)
  res.set({
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename="${id}"`,
    "Cache-Control": "private, no-store",
  })
  const stream = await files.getDownloadStream(id)
  stream.on("error", (error) => res.destroy(error)).pipe(res)
}
