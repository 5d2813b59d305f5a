import { createHmac } from "node:crypto"

/**
 * The secret Medusa's own tokens are signed with. It is never the one of access
 * tokens: a token of Medusa's does not open our doors, and what the front layer
 * hands to Medusa's routes never leaves the process.
 */
export function medusaSecretOf(jwtSecret: string): string {
  return createHmac("sha256", jwtSecret)
    .update("tokens between the front layer and medusa")
    .digest("base64url")
}
