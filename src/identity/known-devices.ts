import { createHmac, randomUUID } from "node:crypto"
import { createSigner, createVerifier } from "fast-jwt"
import { digestOf } from "../../modules/account/store/digest"

/** Days a device is known after its last sign-in. */
export const knownDeviceDays = 180

/**
 * Tokens that say a device has signed in to an e-mail before (OWASP's device cookies). What such
 * a device guesses wrong is counted apart: strangers neither lock it out nor learn anything
 * by its lock. Nothing else rests on them.
 */
export type KnownDevices = {
  /** A token for a device that has just proved to be its holder's; the device keeps its name. */
  issue: (email: string, earlier: string | undefined) => string
  /** The device's name; undefined for a token that is not ours, or of another e-mail. */
  nameOf: (token: string | undefined, email: string) => string | undefined
}

/** Makes what signs and reads the tokens of known devices, with a key derived for them alone. */
export function createKnownDevices(jwtSecret: string): KnownDevices {
  const key = createHmac("sha256", jwtSecret).update("devices that signed in").digest("base64url")
  const expiresIn = knownDeviceDays * 24 * 3_600 * 1_000
  const sign = createSigner({ key, algorithm: "HS256", expiresIn })
  const verify = createVerifier({ key, algorithms: ["HS256"], cache: false })

  function nameOf(token: string | undefined, email: string): string | undefined {
    if (token === undefined) {
      return undefined
    }
    try {
      const { sub, jti } = verify(token) as { sub?: unknown; jti?: unknown }
      return sub === digestOf(email) && typeof jti === "string" ? jti : undefined
    } catch {
      return undefined
    }
  }

  return {
    issue: (email, earlier) =>
      sign({ sub: digestOf(email), jti: nameOf(earlier, email) ?? randomUUID() }),
    nameOf,
  }
}
