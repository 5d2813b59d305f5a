import { randomUUID } from "node:crypto"
import { createSigner, createVerifier } from "fast-jwt"
import { LRUCache } from "lru-cache"
import type { Role } from "../../modules/account/rules/permissions"

/** Seconds an access token is good for. */
export const accessTokenSeconds = 900

const audience = "txova"
const rememberedTokens = 5_000

/** What an access token says of its bearer. */
export type Claims = {
  /** ObjectId of the account. */
  userId: string
  email: string
  role: Role
  /** ObjectId of the seller the account works for. */
  sellerId?: string
  /** The session it belongs to; revoking that ends the token. */
  sid: string
  jti: string
  /** Seconds since 1970. */
  iat: number
  exp: number
}

export type AccessTokens = {
  sign: (claims: Omit<Claims, "jti" | "iat" | "exp">) => string
  /** Signs again what a token says, with its own end: a token never outlives the first. */
  repeat: (claims: Claims) => string
  /** The claims of a token that is ours and has not expired; says nothing of revocation. */
  verify: (token: string, nowMs: number) => Claims | undefined
}

function isClaims(value: unknown): value is Claims {
  const claims = value as Partial<Claims> | null
  return (
    typeof claims?.userId === "string" &&
    typeof claims.email === "string" &&
    typeof claims.role === "string" &&
    typeof claims.sid === "string" &&
    typeof claims.exp === "number" &&
    typeof claims.iat === "number"
  )
}

/**
 * Makes and reads HS256 access tokens. Verified ones are remembered by their whole
 * text, so that a client's second request costs a look-up.
 */
export function createAccessTokens(secret: string): AccessTokens {
  const signer = createSigner({ key: secret, algorithm: "HS256" })
  const verifier = createVerifier({
    key: secret,
    algorithms: ["HS256"],
    allowedAud: audience,
    requiredClaims: ["aud", "exp", "iat", "jti", "sid", "userId"],
    cache: false,
  })
  const verified = new LRUCache<string, Claims>({ max: rememberedTokens })

  function signed(claims: Omit<Claims, "jti">): string {
    return signer({ ...claims, jti: randomUUID(), aud: audience })
  }

  return {
    sign: (claims) => {
      const iat = Math.floor(Date.now() / 1_000)
      return signed({ ...claims, iat, exp: iat + accessTokenSeconds })
    },
    repeat: ({ jti: _jti, ...claims }) => signed(claims),
    verify: (token, nowMs) => {
      const known = verified.get(token)
      if (known !== undefined) {
        return known.exp * 1_000 > nowMs ? known : undefined
      }
      try {
        const claims: unknown = verifier(token)
        if (!isClaims(claims)) {
          return undefined
        }
        verified.set(token, claims)
        return claims
      } catch {
        return undefined
      }
    },
  }
}
