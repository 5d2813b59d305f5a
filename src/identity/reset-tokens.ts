import { createSigner, createVerifier } from "fast-jwt"
import { medusaSecretOf } from "./medusa-secret"

/**
 * Medusa's dashboard and storefronts read the e-mail out of a reset token, which is a JWT
 * to them. Around the secret of ours, the one thing that counts, this puts such a token.
 */
export type ResetTokens = {
  wrap: (secret: string, email: string, actorType: string, seconds: number) => string
  /** The secret of a token, wrapped or bare. */
  unwrap: (token: string) => string
}

/** Makes what wraps and unwraps reset tokens. */
export function createResetTokens(jwtSecret: string): ResetTokens {
  const key = medusaSecretOf(jwtSecret)
  const verify = createVerifier({ key, algorithms: ["HS256"], cache: false })
  return {
    wrap: (secret, email, actorType, seconds) =>
      createSigner({ key, algorithm: "HS256", expiresIn: seconds * 1_000 })({
        entity_id: email,
        provider: "emailpass",
        actor_type: actorType,
        purpose: "reset",
        jti: secret,
      }),
    unwrap: (token) => {
      if (!token.includes(".")) {
        return token
      }
      try {
        const claims = verify(token) as { purpose?: unknown; jti?: unknown }
        return claims.purpose === "reset" && typeof claims.jti === "string" ? claims.jti : ""
      } catch {
        return ""
      }
    },
  }
}
