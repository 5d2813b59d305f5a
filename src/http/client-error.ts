import type { Duplex } from "node:stream"
import { errorBody, frontErrors, type FrontErrorCode } from "./error-answer"
import { requestIdFrom } from "./request-id"

const codeByNodeError: Readonly<Record<string, FrontErrorCode>> = {
  HPE_HEADER_OVERFLOW: "HEADERS_TOO_LARGE",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "PAYLOAD_TOO_LARGE",
  ERR_HTTP_REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  413: "Payload Too Large",
  431: "Request Header Fields Too Large",
}

/**
 * Answers what Node could not read as a request: 400 malformed, 431 head too large, 408 too
 * slow. Listener for `clientError` of an http.Server; ends the connection.
 */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  // A second error on one connection, or a peer that has gone, has nobody to tell.
  if (error.code === "ECONNRESET" || !socket.writable || hasAnswerUnderWay(socket)) {
    socket.destroy()
    return
  }
  const code = codeByNodeError[error.code ?? ""] ?? "MALFORMED_REQUEST"
  const { status } = frontErrors[code]
  const body = errorBody(code, "pt", requestIdFrom(undefined))
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? ""}\r\n` +
      "Content-Type: application/json; charset=utf-8\r\n" +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      "Cache-Control: no-store\r\n" +
      "X-Content-Type-Options: nosniff\r\n" +
      "Connection: close\r\n\r\n" +
      body,
    () => socket.destroy()
  )
}

/** Node keeps the answer being written on a socket there; bytes put between would break it. */
function hasAnswerUnderWay(socket: Duplex): boolean {
  const answer: unknown = Reflect.get(socket, "_httpMessage")
  return (
    typeof answer === "object" && answer !== null && Reflect.get(answer, "headersSent") === true
  )
}
