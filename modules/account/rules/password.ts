import { createHash } from "node:crypto"
import { isCommonPassword } from "./common-passwords"
import { isMostlyContext } from "./password-context"

/** Least characters; a second factor makes guessing the password alone worth less. */
const minimumLength = 12
const minimumLengthWithTwoFactor = 8

/** Far above the 64 that NIST wants allowed, and low enough to look at in no time. */
const maximumLength = 256

/** Bytes of a password that bcrypt heeds. */
const bcryptBytes = 72

/** Why a password is refused. Codes are stable: clients show their own words for them. */
export type PasswordProblem =
  "too_short" | "too_long" | "control_characters" | "common" | "contains_context"

export type PasswordVerdict = { ok: true } | { ok: false; reasons: PasswordProblem[] }

/** One form (Unicode NFKC) of what keyboards write in several, so that any of them signs in. */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC")
}

/**
 * Checks a new password by NIST SP 800-63B-4 §3.1.1.2: length and a list of passwords
 * to refuse, no rules of composition. Characters are Unicode code points after NFKC:
 * 12 to 256 of them, 8 to 256 where the account has a second factor.
 *
 * @param options.context the account's e-mail, names, phone; the marketplace's own name is implied.
 * @returns every reason against it, in the order of `PasswordProblem`.
 */
export function checkPassword(
  password: string,
  options: { twoFactor: boolean; context: string[] }
): PasswordVerdict {
  const normalized = normalizePassword(password)
  const length = [...normalized].length
  const minimum = options.twoFactor ? minimumLengthWithTwoFactor : minimumLength
  const isTooLong = length > maximumLength
  const found: [PasswordProblem, boolean][] = [
    ["too_short", length < minimum],
    ["too_long", isTooLong],
    // Half a surrogate pair has no bytes of its own: all of them would hash alike.
    ["control_characters", /\p{Cc}/u.test(normalized) || !normalized.isWellFormed()],
    ["common", !isTooLong && isCommonPassword(normalized)],
    ["contains_context", !isTooLong && length > 0 && isMostlyContext(normalized, options.context)],
  ]
  const reasons = found.filter(([, isFound]) => isFound).map(([problem]) => problem)
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons }
}

/** Whether a password is too short to stand alone, without a second factor. */
export function isShortPassword(password: string): boolean {
  return [...normalizePassword(password)].length < minimumLength
}

/**
 * What bcrypt is given for a password: its NFKC form where that fits, else the Base64 of
 * its SHA-384 (64 characters of ASCII), so that nothing past bcrypt's 72 bytes is dropped.
 * A NUL takes that way too: bcrypt repeats the key with a NUL between, and "a" and "a\0a"
 * would be one password.
 */
export function bcryptInput(password: string): string {
  const normalized = normalizePassword(password)
  return Buffer.byteLength(normalized) <= bcryptBytes && !normalized.includes("\0")
    ? normalized
    : createHash("sha384").update(normalized).digest("base64")
}
