import type { MedusaRequest } from "@medusajs/framework/http"

const mostBytes = 64 * 1024

/** A body as it was sent; undefined for one that is longer than any callback. */
export async function readBody(request: MedusaRequest): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) {
      return undefined
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
