import {
  constants,
  generateKeyPairSync,
  privateDecrypt,
  randomBytes,
  type KeyObject,
} from "node:crypto"

/** What a merchant is given, and the private key that only the operator has. */
export type MpesaCredentials = {
  apiKey: string
  privateKey: KeyObject
  /** SPKI, Base64 in one line, as the portal shows it. */
  publicKey: string
  serviceProviderCode: string
  initiatorIdentifier: string
  securityCredential: string
}

type KeyPair = { privateKey: KeyObject; publicKey: KeyObject }

/** Of this process, by bits: a key takes up to two seconds to make, and guards nothing. */
const keyPairs = new Map<number, KeyPair>()

function keyPairOf(bits: number): KeyPair {
  const pair = keyPairs.get(bits) ?? generateKeyPairSync("rsa", { modulusLength: bits })
  keyPairs.set(bits, pair)
  return pair
}

/** @param bits of the key; the operator's has 4096 */
export function createCredentials(bits: number): MpesaCredentials {
  const { privateKey, publicKey } = keyPairOf(bits)
  return {
    apiKey: randomBytes(16).toString("hex"),
    privateKey,
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    // The sandbox's, so that production refuses it.
    serviceProviderCode: "171717",
    initiatorIdentifier: `simulated-${randomBytes(4).toString("hex")}`,
    securityCredential: randomBytes(16).toString("base64"),
  }
}

/**
 * The API key in a bearer token; undefined where it is not encrypted with PKCS#1 v1.5 for our
 * key. Node refuses to take that padding off since 2023, so that it is done here: RFC 8017
 * §7.2.2. What an attacker could learn from the time it takes is of a key made for a test.
 */
export function apiKeyOf(token: string, privateKey: KeyObject): string | undefined {
  let bytes: Buffer
  try {
    bytes = privateDecrypt(
      { key: privateKey, padding: constants.RSA_NO_PADDING },
      Buffer.from(token, "base64")
    )
  } catch {
    return undefined
  }
  const end = bytes.indexOf(0, 2)
  const isPadded = bytes[0] === 0 && bytes[1] === 2 && end >= 10
  return isPadded ? bytes.subarray(end + 1).toString("utf8") : undefined
}
