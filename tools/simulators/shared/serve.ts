import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { controlPrefix, type ControlRequest } from "./control-api"
import { bodyOf, writeAnswer, type RawAnswer } from "./wire"

/** A request of the operator's protocol. */
export type ProtocolRequest = {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  body: string
}

/** Serves the controls under /__ and the operator's protocol everywhere else. */
export function serve(
  control: (request: ControlRequest) => Promise<RawAnswer>,
  speak: (request: ProtocolRequest) => Promise<void>
): RequestListener {
  return (request, response) => {
    // Who asked may be gone at any time: that is what is tried with it.
    response.on("error", () => undefined)
    const url = new URL(request.url ?? "/", "http://simulator.invalid")
    bodyOf(request)
      .then(async (body) => {
        if (url.pathname.startsWith(controlPrefix)) {
          writeAnswer(response, await control({ method: request.method ?? "", url, body }))
        } else {
          await speak({ request, response, url, body })
        }
      })
      .catch((error: unknown) => {
        // A request that was cut off; anything else is a mistake of the simulator's.
        response.destroy(error instanceof Error ? error : undefined)
      })
  }
}
