import type { IncomingMessage, ServerResponse } from "node:http"

/** How a refused body is read away before its connection ends. */
const lingerMs = 5_000
const lingerBytes = 32 * 1024 * 1024
const smallBytes = 64 * 1024

const awaitingContinue = new WeakSet<IncomingMessage>()

/** Notes a request that sends its body only after 100 Continue. */
export function deferContinue(request: IncomingMessage): void {
  awaitingContinue.add(request)
}

/** Tells the sender of a request that passed to go on, if it waits for that. */
export function continueBody(request: IncomingMessage, response: ServerResponse): void {
  if (awaitingContinue.delete(request)) {
    response.writeContinue()
  }
}

/** Whether Content-Length announces more than `limit` bytes. */
export function declaresMoreThan(request: IncomingMessage, limit: number): boolean {
  const declared = request.headers["content-length"]
  return declared !== undefined && Number(declared) > limit
}

/** Whether leaving this request's body unread would keep its connection busy. */
export function hasLongBody(request: IncomingMessage): boolean {
  return isChunked(request) || declaresMoreThan(request, smallBytes)
}

/** Whether the body's length is known only when it ends. */
export function isChunked(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined
}

/**
 * Counts a chunked body as it arrives, without reading it: whoever handles the request gets
 * every byte. Past `limit` the handler gets no more, and no end either, so a cut body is
 * never taken for a whole one.
 */
export function countBody(request: IncomingMessage, limit: number, onExceeded: () => void): void {
  const push = request.push.bind(request)
  let total = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    total += chunk === null ? 0 : chunk.length
    if (total <= limit) {
      return push(chunk, encoding)
    }
    onExceeded()
    return true
  }
}

/**
 * Reads away what is still coming of a refused body, then calls `end` once: a connection
 * closed under a sender loses the answer. Bounded in time and bytes.
 */
export function lingerThen(
  request: IncomingMessage,
  response: ServerResponse,
  end: () => void
): void {
  if (request.complete || awaitingContinue.has(request)) {
    end()
    return
  }
  let total = 0
  let ended = false
  const finish = (): void => {
    if (!ended) {
      ended = true
      clearTimeout(timer)
      end()
    }
  }
  const timer = setTimeout(finish, lingerMs)
  timer.unref()
  response.once("close", () => {
    finish()
    // Lets a handler that still reads the body know that it will not come.
    request.once("error", () => undefined)
    request.destroy()
  })
  request.push = (chunk: Buffer | null) => {
    total += chunk === null ? 0 : chunk.length
    if (chunk === null || total > lingerBytes) {
      finish()
    }
    return true
  }
  request.socket.resume()
}
