import type { IncomingHttpHeaders } from "node:http"
import { languageOf, weighted } from "./languages"

/** Encodings of a stored answer. */
export type ContentEncoding = "br" | "gzip" | "identity"

/** What of a request decides its key. */
export interface KeyedRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

const longestKeyedUrl = 2048
const remembered = new Map<string, ContentEncoding>()
const mostRemembered = 1000

/**
 * The key under which an answer may be shared: the raw URL, the language and the encoding.
 *
 * @returns undefined for what is never shared: other methods than GET and HEAD, other paths
 *   than /v1, and any request that says who asks (Authorization, Cookie, X-Session-Id) or
 *   asks for a part (Range)
 */
export function cacheKeyOf(request: KeyedRequest): string | undefined {
  const { method, url, headers } = request
  if (
    (method !== "GET" && method !== "HEAD") ||
    url === undefined ||
    url.length > longestKeyedUrl ||
    !url.startsWith("/v1/") ||
    headers.authorization !== undefined ||
    headers.cookie !== undefined ||
    headers["x-session-id"] !== undefined ||
    headers.range !== undefined
  ) {
    return undefined
  }
  const encoding = encodingOf(headers["accept-encoding"])
  return `${encoding} ${languageOf(headers["accept-language"])} ${url}`
}

/** The encoding a key was made for. */
export function encodingOfKey(key: string): string {
  return key.slice(0, key.indexOf(" "))
}

/** The best encoding a client takes: br before gzip before none. */
export function encodingOf(acceptEncoding: string | string[] | undefined): ContentEncoding {
  if (typeof acceptEncoding !== "string") {
    return "identity"
  }
  const known = remembered.get(acceptEncoding)
  if (known !== undefined) {
    return known
  }
  const taken = new Set(
    weighted(acceptEncoding)
      .filter(({ quality }) => quality > 0)
      .map(({ name }) => name)
  )
  const encoding = taken.has("br") ? "br" : taken.has("gzip") ? "gzip" : "identity"
  if (remembered.size >= mostRemembered) {
    remembered.clear()
  }
  remembered.set(acceptEncoding, encoding)
  return encoding
}
