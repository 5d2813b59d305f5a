import type { Readable } from "node:stream"
import { v2 as cloudinary } from "cloudinary"
import type { CloudinaryAccount } from "./account"
import type { Asset } from "./asset-key"
import { within } from "./within"

/**
 * Uploads an asset and gives its URL at Cloudinary.
 *
 * @param timeoutMs for the whole upload
 * @throws Error with Cloudinary's message, where it was not taken or there was no answer.
 */
export async function sendAsset(
  account: CloudinaryAccount,
  asset: Asset,
  bytes: Readable,
  timeoutMs: number
): Promise<string> {
  const sent = new Promise<string>((resolve, reject) => {
    const stream = cloudinary.uploader.upload_stream(
      {
        ...account,
        ...asset,
        overwrite: false,
        timeout: timeoutMs,
        // The promise beside the callback would reject with nobody listening, which ends a process.
        disable_promises: true,
      },
      (error, result) => {
        if (result?.secure_url === undefined) {
          reject(new Error(`Cloudinary did not take a file: ${error?.message ?? "no answer"}`))
        } else {
          resolve(result.secure_url)
        }
      }
    )
    stream.on("error", reject)
    bytes.on("error", reject)
    bytes.pipe(stream)
  })
  return within(timeoutMs, sent)
}
