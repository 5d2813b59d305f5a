import { ServerResponse } from "node:http"
import { writeErrorHead, type ErrorAnswer } from "./error-answer"
import { writeFrontHead } from "./front-head"

/**
 * Takes an answer out of the hands of whoever is making it, and writes an error instead.
 * What the handler still does to the response then has no effect, rather than throwing in
 * the middle of it. What sessions or compression have wrapped around is left out.
 *
 * @returns the error's body, to be sent with `writeSealed`; undefined when a head was sent
 *   already
 */
export function sealWithError(response: ServerResponse, answer: ErrorAnswer): string | undefined {
  if (response.headersSent) {
    return undefined
  }
  for (const name of response.getHeaderNames()) {
    response.removeHeader(name)
  }
  response.writeHead = writeFrontHead
  const body = writeErrorHead(response, answer)
  response.writeHead = () => response
  response.setHeader = () => response
  response.appendHeader = () => response
  response.removeHeader = () => undefined
  response.flushHeaders = () => undefined
  response.write = () => true
  response.end = () => response
  return body
}

/** Sends part of a sealed answer. */
export function writeSealed(response: ServerResponse, body: string): void {
  ServerResponse.prototype.write.call(response, body, "utf8")
}

/** Ends a sealed answer. */
export function endSealed(response: ServerResponse): void {
  ServerResponse.prototype.end.call(response, undefined, "utf8")
}
