import { createHash } from "node:crypto"

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const ulidTail = /([0-9A-HJKMNP-TV-Z]{26})$/

/** Seconds since the epoch in a ULID's first ten characters. */
function ulidSeconds(ulid: string): number {
  let milliseconds = 0
  for (const character of ulid.slice(0, 10)) {
    milliseconds = milliseconds * 32 + crockford.indexOf(character)
  }
  return Math.floor(milliseconds / 1000) % 0x1_0000_0000
}

/**
 * The ObjectId, as 24 hexadecimal digits, that stands for an id of Medusa:
 * the ULID's time in seconds (zero where the id holds no ULID) and the first
 * eight bytes of the id's SHA-256. The same id gives the same ObjectId for ever,
 * so a rebuilt read model keeps its ids.
 */
export function objectIdOf(medusaId: string): string {
  const ulid = ulidTail.exec(medusaId)?.[1]
  const seconds = ulid === undefined ? 0 : ulidSeconds(ulid)
  const hash = createHash("sha256").update(medusaId).digest("hex").slice(0, 16)
  return seconds.toString(16).padStart(8, "0") + hash
}

/** Whether a text has the form of an ObjectId: 24 hexadecimal digits. */
export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text)
}
