import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http"
import { answerError } from "./error-answer"
import { languageOf } from "./languages"
import { isFastifyDoor, type Door } from "./route-path"

/** Hands requests to Fastify or to Medusa's Express app, once these are known. */
export interface Dispatch {
  /** Passes a request on; 503 while its handler is not known yet. */
  handle(request: IncomingMessage, response: ServerResponse, door: Door, requestId: string): void
  /** The `serverFactory` of `Fastify()`: takes its handler and gives it our server. */
  fastifyOn(server: Server): (handler: RequestListener) => Server
  /** Sets who answers everything that is not Fastify's. */
  useExpress(handler: RequestListener): void
}

/** Makes a dispatch that knows nobody yet. */
export function createDispatch(): Dispatch {
  let fastify: RequestListener | undefined
  let express: RequestListener | undefined
  return {
    handle(request, response, door, requestId) {
      const handler = isFastifyDoor(door) ? fastify : express
      if (handler === undefined) {
        answerError(response, {
          code: "SERVICE_UNAVAILABLE",
          language: languageOf(request.headers["accept-language"]),
          requestId,
          retryAfter: 5,
        })
        return
      }
      handler(request, response)
    },
    fastifyOn: (server) => (handler) => {
      fastify = handler
      return server
    },
    useExpress(handler) {
      express = handler
    },
  }
}
