import { createHash } from "node:crypto"

const length = 20

/**
 * What a gateway knows an attempt or refund by: 20 of [0-9A-Z], which every operator takes, and
 * the same for the same id, so that a call repeated after a crash is the same call.
 */
export function referenceOf(id: string): string {
  const digest = createHash("sha256").update(id).digest("hex")
  return BigInt(`0x${digest}`).toString(36).toUpperCase().padStart(length, "0").slice(-length)
}
