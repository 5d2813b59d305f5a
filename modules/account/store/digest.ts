import { createHash, randomBytes } from "node:crypto"

/** A secret of 256 random bits, as text for URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url")
}

/** What is stored in a secret's place. A fast hash is enough: there is nothing to guess in 256 bits. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex")
}
