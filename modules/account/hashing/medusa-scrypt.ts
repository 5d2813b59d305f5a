import { createHash, createHmac, scrypt, timingSafeEqual } from "node:crypto"

/** Bytes of a key of scrypt-kdf: "scrypt", version, logN, r, p, salt, checksum, HMAC. */
const keyBytes = 96
const magic = "scrypt\0"
/** Medusa's own are 15, 8 and 1: 32 MB and some 80 ms. More than four times that is nobody's. */
const most = { logN: 17, r: 8, p: 1 }

type ScryptKey = {
  cost: { N: number; r: number; p: number }
  salt: Buffer
  /** What the HMAC is taken of. */
  signed: Buffer
  hmac: Buffer
}

/**
 * A password's hash as Medusa's own emailpass provider stores it: a key of the package
 * scrypt-kdf in Base64, which is the head of an encrypted file of Tarsnap's scrypt.
 * Undefined for any other text.
 */
function readKey(stored: string): ScryptKey | undefined {
  const key = Buffer.from(stored, "base64")
  if (key.length !== keyBytes || key.subarray(0, 7).toString("latin1") !== magic) {
    return undefined
  }
  const [logN, r, p] = [key.readUInt8(7), key.readUInt32BE(8), key.readUInt32BE(12)]
  const checksum = createHash("sha256").update(key.subarray(0, 48)).digest().subarray(0, 16)
  const isBearable = logN >= 1 && logN <= most.logN && r >= 1 && r <= most.r && p === most.p
  return isBearable && timingSafeEqual(checksum, key.subarray(48, 64))
    ? {
        cost: { N: 2 ** logN, r, p },
        salt: key.subarray(16, 48),
        signed: key.subarray(0, 64),
        hmac: key.subarray(64),
      }
    : undefined
}

/** Whether a stored hash is one of Medusa's own provider. */
export function isMedusaScrypt(stored: string): boolean {
  return readKey(stored) !== undefined
}

/** Whether a hash of Medusa's own provider is the password's; false for any other hash. */
export async function verifyMedusaScrypt(password: string, stored: string): Promise<boolean> {
  const key = readKey(stored)
  if (key === undefined) {
    return false
  }
  const options = { ...key.cost, maxmem: 256 * 1024 * 1024 }
  const derived = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password, key.salt, 64, options, (error, bytes) => {
      if (error === null) {
        resolve(bytes)
      } else {
        reject(error)
      }
    })
  })
  const hmac = createHmac("sha256", derived.subarray(32)).update(key.signed).digest()
  return timingSafeEqual(hmac, key.hmac)
}
