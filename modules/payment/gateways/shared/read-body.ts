import type { IncomingMessage } from "node:http"

/** What was received of a body, and the code of what stopped it before its end. */
export type ReceivedBody = { text: string; fault: string | null }

/**
 * Reads a body as UTF-8, up to a number of bytes; the fault is BODY_TOO_LARGE where there are
 * more. Only the first call of `done` counts.
 */
export function readBody(
  message: IncomingMessage,
  maxBytes: number,
  done: (body: ReceivedBody) => void
): void {
  const chunks: Buffer[] = []
  let size = 0
  const finish = (fault: string | null) =>
    done({ text: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"), fault })

  message.on("data", (chunk: Buffer) => {
    size += chunk.length
    chunks.push(chunk)
    if (size > maxBytes) {
      finish("BODY_TOO_LARGE")
      message.destroy()
    }
  })
  message.on("end", () => finish(message.complete ? null : "BODY_CUT_OFF"))
  message.on("close", () => finish("BODY_CUT_OFF"))
  message.on("error", (error: NodeJS.ErrnoException) => finish(error.code ?? "BODY_CUT_OFF"))
}
