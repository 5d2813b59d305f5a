import { ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from "node:http"
import type { Lifecycle } from "./lifecycle"
import { pushRateHeaders } from "./rate-headers"
import type { RateDecision } from "./rate-limit"
import type { HeaderPairs } from "./security-headers"

type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[]

/** What the front layer adds to the head of an answer it did not write. */
export interface FrontHead {
  readonly requestId: string
  readonly security: HeaderPairs
  readonly cors: HeaderPairs
  readonly rate: RateDecision | undefined
  /** Whether answers differ by origin. */
  readonly varies: boolean
  readonly lifecycle: Lifecycle
}

const frontHead = Symbol("front head")

type Marked = ServerResponse & { [frontHead]?: FrontHead }

/** Names a handler may set itself, in lower case; its own value then stands. */
const handlersMaySet = new Set([
  "access-control-allow-credentials",
  "access-control-allow-origin",
  "access-control-expose-headers",
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "origin-agent-cluster",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "referrer-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-dns-prefetch-control",
  "x-download-options",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
  "x-request-id",
  "x-xss-protection",
])

/**
 * Makes an answer carry the front layer's headers whoever writes it. They are merged when the
 * head is written, in one go: cheaper than a setHeader each, and only then is it known what
 * Medusa or Fastify set themselves.
 */
export function addFrontHead(response: ServerResponse, front: FrontHead): void {
  const marked: Marked = response
  marked[frontHead] = front
  response.writeHead = writeFrontHead
}

/**
 * The writeHead of a marked response. One function for all: a closure and what it holds for
 * each response costs more than the merging.
 */
export function writeFrontHead(
  this: Marked,
  status: number,
  reasonOrHeaders?: string | GivenHeaders,
  headers?: GivenHeaders
): ServerResponse {
  if (typeof reasonOrHeaders === "string") {
    this.statusMessage = reasonOrHeaders
  }
  const given = typeof reasonOrHeaders === "string" ? headers : reasonOrHeaders
  const front = this[frontHead]
  if (front?.lifecycle.draining === true) {
    this.shouldKeepAlive = false
  }
  const merged = front === undefined ? given : merge(this, given, front)
  ServerResponse.prototype.writeHead.call(this, status, merged)
  return this
}

function merge(
  response: ServerResponse,
  given: GivenHeaders | undefined,
  front: FrontHead
): OutgoingHttpHeader[] {
  const head: OutgoingHttpHeader[] = []
  const own = new Set<string>()
  let vary: OutgoingHttpHeader | undefined
  let type: OutgoingHttpHeader | undefined
  const note = (lower: string, value: OutgoingHttpHeader | undefined): void => {
    if (lower === "vary") {
      vary = value
    } else if (lower === "content-type") {
      type = value
    } else if (handlersMaySet.has(lower)) {
      own.add(lower)
    }
  }
  for (const name of response.getHeaderNames()) {
    note(name, response.getHeader(name))
  }
  eachHeader(given, (name, value) => {
    const lower = name.toLowerCase()
    note(lower, value)
    if (lower !== "vary") {
      head.push(name, value)
    }
  })
  pushUnlessOwn(head, front.security, own)
  pushUnlessOwn(head, front.cors, own)
  head.push("X-Request-Id", front.requestId)
  pushRateHeaders(head, front.rate)
  const varies = front.varies ? withVary(vary, "Origin") : vary
  if (varies !== undefined) {
    head.push("Vary", varies)
  }
  if (typeof type === "string" && type.startsWith("text/event-stream")) {
    front.lifecycle.streams.add(response)
    response.once("close", () => front.lifecycle.streams.delete(response))
  }
  return head
}

function pushUnlessOwn(
  head: OutgoingHttpHeader[],
  pairs: HeaderPairs,
  own: ReadonlySet<string>
): void {
  for (let index = 0; index < pairs.length; index += 2) {
    const name = pairs[index] ?? ""
    if (own.size === 0 || !own.has(name.toLowerCase())) {
      head.push(name, pairs[index + 1] ?? "")
    }
  }
}

/** Walks the three forms writeHead takes: an object, names and values in turn, pairs. */
function eachHeader(
  given: GivenHeaders | undefined,
  visit: (name: string, value: OutgoingHttpHeader) => void
): void {
  if (given === undefined) {
    return
  }
  if (!Array.isArray(given)) {
    for (const name of Object.keys(given)) {
      const value = given[name]
      if (value !== undefined) {
        visit(name, value)
      }
    }
    return
  }
  const flat = Array.isArray(given[0]) ? given.flat() : given
  for (let index = 0; index < flat.length; index += 2) {
    visit(String(flat[index]), flat[index + 1] ?? "")
  }
}

/** A Vary with one more name, each name once. */
export function withVary(present: OutgoingHttpHeader | undefined, name: string): string {
  const text = present === undefined ? "" : String(present)
  if (text === "") {
    return name
  }
  const names = text.split(",").map((part) => part.trim().toLowerCase())
  return names.includes("*") || names.includes(name.toLowerCase()) ? text : `${text}, ${name}`
}
