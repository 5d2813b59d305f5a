import { createHash } from "node:crypto"

const maxLength = 20

/**
 * A reference of digits and capital letters, derived from an id: 20 of them hold 103 bits, so
 * that no two ids will ever share one; 12 hold 62. The same id gives the same one, so that a
 * call repeated after a crash is the same call.
 */
export function referenceOf(id: string, length = maxLength): string {
  const digest = createHash("sha256").update(id).digest("hex")
  // 256 bits give 49 or 50 characters, of which the last are the most even.
  return BigInt(`0x${digest}`).toString(36).toUpperCase().padStart(maxLength, "0").slice(-length)
}
