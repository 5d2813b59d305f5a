import { constants, createPublicKey, publicEncrypt, type KeyObject } from "node:crypto"

const leastBits = 2048
/** What PKCS#1 v1.5 needs beside the text it encrypts: RFC 8017 §7.2.1. */
const paddingBytes = 11

/**
 * The operator's public key: the one line of Base64 that the portal shows, an SPKI in DER, or
 * the same with line breaks or as PEM.
 *
 * @throws Error that names the variable
 */
export function loadPublicKey(text: string, name: string): KeyObject {
  const base64 = text.replace(/-----[A-Z ]+-----/g, "").replace(/\\n|\s/g, "")
  const key = tryLoad(Buffer.from(base64, "base64"))
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0
  if (key?.asymmetricKeyType !== "rsa" || bits < leastBits) {
    throw new Error(`${name} must be an RSA public key (SPKI, Base64) of ${leastBits} bits or more`)
  }
  return key
}

function tryLoad(der: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: der, format: "der", type: "spki" })
  } catch {
    return undefined
  }
}

/** Whether a key is long enough to encrypt the text. */
export function canEncrypt(key: KeyObject, text: string): boolean {
  const bytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  return Buffer.byteLength(text) <= bytes - paddingBytes
}

/**
 * The bearer token: the API key under RSA with PKCS#1 v1.5, in Base64 (mobile-money.md §1.3).
 * Whoever holds it can call the API; the padding is random, so that no two are the same.
 */
export function bearerToken(account: { apiKey: string; publicKey: KeyObject }): string {
  return publicEncrypt(
    { key: account.publicKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(account.apiKey, "utf8")
  ).toString("base64")
}
