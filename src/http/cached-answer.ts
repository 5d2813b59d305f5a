import type { IncomingMessage, ServerResponse } from "node:http"
import { matchesEtag, type CacheEntry, type ReadyHeads } from "./cache-entry"
import type { RateDecision } from "./rate-limit"
import type { HeaderPairs } from "./security-headers"

/** What differs between two hits on one entry. */
export interface HitContext {
  readonly requestId: string
  readonly rate: RateDecision
  readonly cors: HeaderPairs
}

/**
 * Answers a request from the cache by one writeHead: 304 when the client has these bytes, no
 * body for HEAD.
 *
 * @param security the same for every hit of a process
 * @returns the status sent
 */
export function answerHit(
  request: IncomingMessage,
  response: ServerResponse,
  entry: CacheEntry,
  security: HeaderPairs,
  context: HitContext
): 200 | 304 {
  const { counted } = context.rate
  const ready = (entry.ready ??= readyHeads(entry, security, counted))
  const ifNoneMatch = request.headers["if-none-match"]
  if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, entry.etag)) {
    response.writeHead(304, completed(ready.notModified, counted, context))
    response.end()
    return 304
  }
  response.writeHead(200, completed(ready.full, counted, context))
  if (request.method === "HEAD") {
    response.end()
  } else {
    response.end(entry.body)
  }
  return 200
}

function readyHeads(entry: CacheEntry, security: HeaderPairs, counted: boolean): ReadyHeads {
  const places = counted
    ? ["RateLimit-Limit", "", "RateLimit-Remaining", "", "RateLimit-Reset", "", "X-Request-Id", ""]
    : ["X-Request-Id", ""]
  return {
    full: [...security, ...entry.head, ...places],
    notModified: [...security, ...entry.notModifiedHead, ...places],
  }
}

/** Fills the places at the end of a head; writeHead reads it before anybody fills it again. */
function completed(head: string[], counted: boolean, context: HitContext): string[] {
  const { length } = head
  head[length - 1] = context.requestId
  if (counted) {
    head[length - 3] = String(context.rate.resetSeconds)
    head[length - 5] = String(context.rate.remaining)
    head[length - 7] = String(context.rate.limit)
  }
  return context.cors.length === 0 ? head : head.concat(context.cors)
}
