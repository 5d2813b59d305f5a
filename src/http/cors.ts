import type { IncomingMessage, ServerResponse } from "node:http"
import type { HeaderPairs } from "./security-headers"

/** Which browsers may call, from which origins. */
export interface CorsOptions {
  /** Exact origins such as `https://shop.example`, or `*` outside production. */
  readonly origins: readonly string[]
  readonly production: boolean
  /** Seconds a browser may remember a preflight; 600 unless told. */
  readonly maxAgeSeconds?: number
}

/** The prepared answer to every Origin. */
export interface Cors {
  /** Headers for a request's Origin; none for an origin that is not listed. */
  headersFor(origin: string | undefined): HeaderPairs
  /** Answers a preflight with 204. */
  answerPreflight(request: IncomingMessage, response: ServerResponse): void
  /** Whether answers differ by origin and must say `Vary: Origin`. */
  readonly varies: boolean
}

const exposed = [
  "ETag",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
  "X-Request-Id",
  "Retry-After",
  "Location",
  "Deprecation",
  "Sunset",
].join(", ")

const methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
const headerList = /^[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}$/
const noHeaders: HeaderPairs = []

/** Splits CORS_ORIGIN: origins separated by commas, a closing slash forgiven. */
export function parseCorsOrigins(text: string): string[] {
  return text
    .split(",")
    .map((origin) => origin.trim().replace(/\/$/, ""))
    .filter((origin) => origin !== "")
}

/** Whether a request is a browser's question before the real one. */
export function isPreflight(request: IncomingMessage): boolean {
  return (
    request.method === "OPTIONS" &&
    request.headers.origin !== undefined &&
    request.headers["access-control-request-method"] !== undefined
  )
}

/**
 * Prepares CORS for all doors. Listed origins may send credentials; `*` admits every origin
 * without them.
 *
 * @throws Error for `*` in production and for what is no origin.
 */
export function createCors(options: CorsOptions): Cors {
  const { origins, production, maxAgeSeconds = 600 } = options
  const anyone = origins.includes("*")
  if (anyone && production) {
    throw new Error("CORS_ORIGIN=* is for development: list the storefronts' origins")
  }
  const listed = new Map(
    origins.filter((origin) => origin !== "*").map((origin) => [origin, allowing(origin)])
  )
  const open: HeaderPairs = [
    "Access-Control-Allow-Origin",
    "*",
    "Access-Control-Expose-Headers",
    exposed,
  ]
  const headersFor = (origin: string | undefined): HeaderPairs =>
    (origin === undefined ? undefined : listed.get(origin)) ?? (anyone ? open : noHeaders)

  return {
    headersFor,
    varies: listed.size > 0 || !anyone,
    answerPreflight(request, response) {
      const asked = request.headers["access-control-request-headers"]
      response.setHeader(
        "Vary",
        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
      )
      if (headersFor(request.headers.origin) !== noHeaders) {
        response.setHeader("Access-Control-Allow-Methods", methods)
        response.setHeader("Access-Control-Max-Age", maxAgeSeconds)
        if (asked !== undefined && headerList.test(asked)) {
          response.setHeader("Access-Control-Allow-Headers", asked)
        }
      }
      response.writeHead(204)
      response.end()
    },
  }
}

function allowing(origin: string): HeaderPairs {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new Error(`CORS_ORIGIN has "${origin}", which is no origin such as https://shop.example`)
  }
  return [
    "Access-Control-Allow-Origin",
    origin,
    "Access-Control-Allow-Credentials",
    "true",
    "Access-Control-Expose-Headers",
    exposed,
  ]
}
