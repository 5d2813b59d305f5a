import type { Logger } from "pino"
import { pathEnd } from "./route-path"

/** One answered request. */
export interface AccessRecord {
  readonly method: string
  /** As it came. */
  readonly url: string
  readonly status: number
  readonly durationMs: number
  /** Bytes sent, head included. */
  readonly bytes: number
  readonly requestId: string
  /** Whether the client went away before its answer was complete. */
  readonly aborted: boolean
}

export interface AccessLog {
  record(record: AccessRecord): void
  /** A hit of the response cache: written at level debug only. */
  hit(request: { method?: string; url?: string }, status: number, requestId: string): void
}

const callbackToken = /^(\/hooks\/[^/]+\/)[^/]+/i
const plainName = /^[\w.[\]-]{1,40}$/
const longestSegment = 64
const mostNames = 20

/**
 * Logs one line a request, at its end: `info`, or `warn` for 5xx. No address, no header, no
 * value of a query, nothing personal.
 */
export function createAccessLog(logger: Logger): AccessLog {
  return {
    record({ url, status, durationMs, aborted, ...rest }) {
      const level = status >= 500 ? "warn" : "info"
      if (!logger.isLevelEnabled(level)) {
        return
      }
      const line = {
        ...rest,
        path: loggablePath(url),
        status,
        durationMs: Math.round(durationMs * 10) / 10,
        ...(aborted ? { aborted } : {}),
      }
      logger[level](line, "request")
    },
    hit({ method, url }, status, requestId) {
      if (logger.isLevelEnabled("debug")) {
        logger.debug({ method, path: loggablePath(url ?? ""), status, requestId }, "cache hit")
      }
    },
  }
}

/**
 * A URL without what must not be logged: the names of query parameters stay, their values
 * go; ids in the path stay, the tokens of gateway callbacks, addresses of mail and anything
 * as long as a token go.
 */
export function loggablePath(url: string): string {
  const end = pathEnd(url)
  const path = url
    .slice(0, end)
    .replace(callbackToken, "$1:token")
    .split("/")
    .map((segment) => (isPersonal(segment) ? ":redacted" : segment))
    .join("/")
  const names = url
    .slice(end + 1)
    .split("&", mostNames)
    .map((part) => part.split("=", 1)[0] ?? "")
    .filter((name) => name !== "")
    .map((name) => (plainName.test(name) ? name : ":redacted"))
  return names.length === 0 ? path : `${path}?${names.join("&")}`
}

function isPersonal(segment: string): boolean {
  return segment.length > longestSegment || /@|%40/.test(segment)
}
