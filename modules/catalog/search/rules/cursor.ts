import type { ProductSort } from "../port"

/**
 * Where a list goes on: after the row with this sort key and ObjectId, or, where the order
 * is not a column's (relevance), after this many rows.
 */
export type Cursor = { key: string | number; objectId: string } | { offset: number }

/** A cursor that this list did not give: damaged, or of another order. */
export class InvalidCursorError extends Error {
  constructor() {
    super("The cursor is not one that a list with this sort gave.")
    this.name = "InvalidCursorError"
  }
}

const maxCursorLength = 1_000
const maxOffset = 10_000_000

/** Opaque to clients: base64url of the sort and the place. */
export function encodeCursor(sort: ProductSort, cursor: Cursor): string {
  const place = "offset" in cursor ? [cursor.offset] : [cursor.key, cursor.objectId]
  return Buffer.from(JSON.stringify([sort, ...place])).toString("base64url")
}

function isKeyOf(sort: ProductSort, key: unknown): key is string | number {
  switch (sort) {
    case "name":
    case "-name":
      return typeof key === "string" && !key.includes("\0")
    case "createdAt":
    case "-createdAt":
      return typeof key === "string" && isTimestamp(key)
    case "-rating":
      return typeof key === "number" && Number.isFinite(key)
    default:
      return Number.isSafeInteger(key)
  }
}

function isTimestamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"))
  } catch {
    throw new InvalidCursorError()
  }
}

/** @throws InvalidCursorError unless `encodeCursor` gave it for the same sort. */
export function decodeCursor(sort: ProductSort, text: string): Cursor {
  if (text.length > maxCursorLength || !/^[\w-]+$/.test(text)) {
    throw new InvalidCursorError()
  }
  const parts = parse(text)
  if (!Array.isArray(parts) || parts[0] !== sort) {
    throw new InvalidCursorError()
  }
  const [, first, second] = parts as unknown[]
  if (parts.length === 2 && Number.isSafeInteger(first)) {
    const offset = Number(first)
    if (offset >= 0 && offset <= maxOffset) {
      return { offset }
    }
  }
  const isPlace = parts.length === 3 && typeof second === "string" && !second.includes("\0")
  if (isPlace && isKeyOf(sort, first)) {
    return { key: first, objectId: second }
  }
  throw new InvalidCursorError()
}
