import { createHash } from "node:crypto"
import type { OutgoingHttpHeaders } from "node:http"
import type { HeaderPairs } from "./security-headers"

/** An answer kept as the bytes that go on the wire. */
export interface CacheEntry {
  readonly key: string
  /** Names and values of the stored headers in turn, ETag, Content-Length and Vary included. */
  readonly head: HeaderPairs
  /** Those of them that a 304 repeats. */
  readonly notModifiedHead: HeaderPairs
  readonly etag: string
  readonly body: Buffer
  readonly tags: readonly string[]
  /** What each look at this answer is counted for, such as a product; undefined for nothing. */
  readonly countedFor: string | undefined
  /** When reading the data began, in ms since 1970. */
  readonly storedAt: number
  /** The front layer's ready heads, made on the first hit. */
  ready: ReadyHeads | undefined
}

/** Complete heads with room at fixed places for what differs by request. */
export interface ReadyHeads {
  readonly full: string[]
  readonly notModified: string[]
}

/** The head of an answer offered for storing. */
export interface AnswerHead {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
}

const keptHeaders = [
  "content-type",
  "content-encoding",
  "content-language",
  "cache-control",
  "last-modified",
  "link",
  "deprecation",
  "sunset",
]
const keptOn304 = new Set(["cache-control", "content-language", "last-modified"])
const vary = "Accept-Encoding, Accept-Language, Origin"

/** Bookkeeping around a body, in bytes, so that many small answers are bounded too. */
const overheadBytes = 2048

/** What an entry counts against the cache's bytes. */
export function sizeOf(entry: CacheEntry): number {
  return entry.body.length + entry.key.length + overheadBytes
}

/**
 * Whether an answer may be shared with others: a plain 200 that sets no cookie, does not call
 * itself private, and is encoded as the key's clients accept.
 */
export function isShareable(head: AnswerHead, encoding: string): boolean {
  const { headers } = head
  const control = headers["cache-control"] ?? ""
  const encoded = headers["content-encoding"] ?? "identity"
  return (
    head.status === 200 &&
    headers["set-cookie"] === undefined &&
    !/\b(?:private|no-store)\b/i.test(control) &&
    (encoded === "identity" || encoded === encoding)
  )
}

/**
 * Makes the entry of an answer.
 *
 * @param headers with names in lower case; those not kept are left out
 */
export function makeEntry(
  key: string,
  headers: OutgoingHttpHeaders,
  body: Buffer,
  tags: readonly string[],
  storedAt: number,
  countedFor?: string
): CacheEntry {
  const kept = keptHeaders.flatMap((name) => {
    const value = headers[name]
    return value === undefined ? [] : [[name, String(value)] as const]
  })
  const etag = typeof headers.etag === "string" ? headers.etag : etagOf(body)
  const shared = ["etag", etag, "vary", vary]
  return {
    key,
    etag,
    body,
    tags,
    countedFor,
    storedAt,
    head: [...kept.flat(), ...shared, "content-length", String(body.length)],
    notModifiedHead: [...kept.filter(([name]) => keptOn304.has(name)).flat(), ...shared],
    ready: undefined,
  }
}

/** The stored headers as an object, for an answer that is not written by the front layer. */
export function headersOf(entry: CacheEntry): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let index = 0; index < entry.head.length; index += 2) {
    headers[entry.head[index] ?? ""] = entry.head[index + 1] ?? ""
  }
  return headers
}

/** Whether If-None-Match names an entity tag; compared weakly, as RFC 9110 asks for GET. */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === "*") {
    return true
  }
  const opaque = opaqueTag(etag)
  return ifNoneMatch.split(",").some((part) => opaqueTag(part.trim()) === opaque)
}

function opaqueTag(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag
}

/** A strong entity tag of an answer's bytes, as they are encoded. */
export function etagOf(body: Buffer): string {
  return `"${createHash("sha1").update(body).digest("base64url")}"`
}
