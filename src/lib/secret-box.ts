import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto"

const version = "v1"
const algorithm = "aes-256-gcm"
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** A key of AES-256 and the name that what it sealed carries. */
export type SecretKey = { id: string; key: Buffer }

/** Encrypts texts at rest so that they can be read again, and only where they belong. */
export type SecretBox = {
  /** `v1.<key>.<iv>.<ciphertext and tag>`, the last two in Base64url. */
  seal: (plain: string, context: string) => string
  /** @throws SecretBoxError where it was altered, belongs elsewhere, or its key is gone. */
  open: (sealed: string, context: string) => string
  /** Whether another key than the first sealed it, so that it should be sealed anew. */
  needsRotation: (sealed: string) => boolean
}

/** A sealed text cannot be opened, or a key ring not be read. Never holds text or key. */
export class SecretBoxError extends Error {
  constructor(message: string) {
    super(message)
    this.name = "SecretBoxError"
  }
}

/** The bytes of a text in Base64 or Base64url; undefined where it is neither, to the last bit. */
function decode(text: string, encoding: "base64" | "base64url"): Buffer | undefined {
  const bytes = Buffer.from(text, encoding)
  return bytes.toString(encoding) === text ? bytes : undefined
}

function parseSealed(sealed: string): { keyId: string; iv: Buffer; body: Buffer } {
  const [found, keyId = "", iv = "", body = "", ...more] = sealed.split(".")
  const ivBuffer = decode(iv, "base64url")
  const bodyBuffer = decode(body, "base64url")
  if (
    found !== version ||
    more.length > 0 ||
    ivBuffer?.length !== ivBytes ||
    bodyBuffer === undefined ||
    bodyBuffer.length < tagBytes
  ) {
    throw new SecretBoxError("Not a sealed text.")
  }
  return { keyId, iv: ivBuffer, body: bodyBuffer }
}

/**
 * A box under a ring of keys: the first seals, all open, so that a new key goes in front
 * and the old one stays until everything is sealed anew. AES-256-GCM with a random IV,
 * good for 2^32 texts a key (NIST SP 800-38D §8.3).
 *
 * The context says where a text belongs, such as `account.totp:acc_01J…`. It is
 * authenticated and not stored: a sealed text copied to another row does not open there.
 */
export function createSecretBox(keys: SecretKey[]): SecretBox {
  const [first] = keys
  if (first === undefined) {
    throw new SecretBoxError("A secret box needs a key.")
  }
  const byId = new Map(keys.map(({ id, key }) => [id, key]))
  const authenticated = (keyId: string, context: string) =>
    Buffer.from(`${version}.${keyId}.${context}`)

  return {
    seal: (plain, context) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, first.key, iv, { authTagLength: tagBytes })
      cipher.setAAD(authenticated(first.id, context))
      const body = [cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]
      return [
        version,
        first.id,
        iv.toString("base64url"),
        Buffer.concat(body).toString("base64url"),
      ].join(".")
    },
    open: (sealed, context) => {
      const { keyId, iv, body } = parseSealed(sealed)
      const key = byId.get(keyId)
      if (key === undefined) {
        throw new SecretBoxError("No key of the ring sealed this text.")
      }
      const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
      decipher.setAAD(authenticated(keyId, context))
      decipher.setAuthTag(body.subarray(-tagBytes))
      const plain = decipher.update(body.subarray(0, -tagBytes))
      try {
        return Buffer.concat([plain, decipher.final()]).toString("utf8")
      } catch {
        throw new SecretBoxError("A sealed text was altered, or belongs elsewhere.")
      }
    },
    needsRotation: (sealed) => parseSealed(sealed).keyId !== first.id,
  }
}

/**
 * The keys of a text such as `2026:<base64>,2025:<base64>`, 32 bytes each, the one that
 * seals first.
 *
 * @throws SecretBoxError naming the entry by its place: its text may be the key itself.
 */
export function parseKeyRing(text: string): SecretKey[] {
  const keys = text.split(",").map((entry, index) => {
    const place = `key ${index + 1} of the ring`
    const [, id, encoded] = /^([^:]*):(.*)$/s.exec(entry.trim()) ?? []
    if (id === undefined || encoded === undefined) {
      throw new SecretBoxError(`${place} has no id: write id:base64`)
    }
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) {
      throw new SecretBoxError(
        `${place} has an id of other than 1 to 32 letters, digits, "_" and "-"`
      )
    }
    const key = decode(encoded, "base64")
    if (key === undefined) {
      throw new SecretBoxError(`${place} is not Base64`)
    }
    if (key.length !== keyBytes) {
      throw new SecretBoxError(`${place} has ${key.length} bytes instead of ${keyBytes}`)
    }
    return { id, key }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new SecretBoxError("two keys of the ring have the same id")
  }
  return keys
}

/** The ring where none is set, which production refuses: the same everywhere, so no secret. */
export function developmentKeyRing(): SecretKey[] {
  const key = createHash("sha256").update("txova: development only, protects nothing").digest()
  return [{ id: "development", key }]
}

/** The box of ENCRYPTION_KEYS, or of the development key where they are not set. */
export function openRing(text: string | undefined): SecretBox {
  return createSecretBox(text === undefined ? developmentKeyRing() : parseKeyRing(text))
}
