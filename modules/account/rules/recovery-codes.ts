import { randomBytes, scrypt } from "node:crypto"

/** Crockford's Base32 in lower case: no i, l, o and u, which are read as something else. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

const codeLength = 10
const codesGiven = 10

/** Ten new codes of the form xxxxx-xxxxx, 50 random bits each. Shown once, then only hashed. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codesGiven }, () => {
    // 256 is a multiple of 32: every character is as likely as any other.
    const text = Array.from(randomBytes(codeLength), (byte) => alphabet[byte % 32]).join("")
    return `${text.slice(0, 5)}-${text.slice(5)}`
  })
}

/**
 * The ten characters of a code, however it was typed: capitals, spaces and hyphens anywhere,
 * O for 0, I or L for 1. Undefined where it is no code.
 */
export function normalizeRecoveryCode(input: string): string | undefined {
  const text = input.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1")
  return text.length === codeLength && [...text].every((one) => alphabet.includes(one))
    ? text
    : undefined
}

/**
 * The hash under which a code is stored and looked up: 64 hexadecimal digits, undefined
 * where the input is no code. 50 bits are few for a fast hash: a graphics card does
 * 10^10 SHA-256 a second and would try all in a day. scrypt (16 MB, about 50 ms, off the
 * event loop) makes that centuries; the account as its salt lets one hashing serve to
 * look among the account's ten codes, and none serve for two accounts.
 */
export async function hashRecoveryCode(
  input: string,
  accountId: string
): Promise<string | undefined> {
  const code = normalizeRecoveryCode(input)
  if (code === undefined) {
    return undefined
  }
  return new Promise((resolve, reject) => {
    scrypt(code, `recovery-code:${accountId}`, 32, { N: 2 ** 14, r: 8, p: 1 }, (error, hash) => {
      if (error === null) {
        resolve(hash.toString("hex"))
      } else {
        reject(error)
      }
    })
  })
}
