import { timingSafeEqual } from "node:crypto"
import { HOTP, Secret, TOTP } from "otpauth"

/** RFC 6238's defaults, the only ones that every authenticator app heeds. */
const profile = { algorithm: "SHA1", digits: 6 } as const
const periodSeconds = 30

/** Steps either side of now: a code read late, and a clock half a minute off. */
const tolerance = [-1, 0, 1]

export type TotpVerdict = { ok: true; step: number } | { ok: false }

/** A new secret: 160 random bits, as RFC 4226 §4 recommends, in Base32 (32 characters). */
export function createTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The otpauth:// address that an authenticator app scans as a QR code. Holds the secret. */
export function otpauthUri(account: { secret: string; email: string; issuer: string }): string {
  return new TOTP({
    ...profile,
    period: periodSeconds,
    issuer: account.issuer,
    label: account.email,
    secret: Secret.fromBase32(account.secret),
  }).toString()
}

/**
 * Checks a code of six digits, spaces between them allowed, against the step of 30 s that
 * `now` is in and its neighbours. A code works once (RFC 6238 §5.2): the caller stores
 * `step` as the account's last, and steps up to `lastStep` are refused.
 *
 * @param secret Base32, as `createTotpSecret` gives.
 * @param options.lastStep step of the last code accepted, null before the first.
 */
export function verifyTotp(
  secret: string,
  code: string,
  options: { lastStep: number | null; now: Date }
): TotpVerdict {
  const digits = code.replace(/\s/g, "")
  if (!/^[0-9]{6}$/.test(digits)) {
    return { ok: false }
  }
  const given = Buffer.from(digits)
  const key = Secret.fromBase32(secret)
  const current = Math.floor(options.now.getTime() / 1000 / periodSeconds)
  // All three are compared, whichever fits, so that the time taken tells nothing.
  const steps = tolerance
    .map((offset) => current + offset)
    .filter((counter) =>
      timingSafeEqual(given, Buffer.from(HOTP.generate({ ...profile, secret: key, counter })))
    )
  const step = steps.find((candidate) => candidate > (options.lastStep ?? -1))
  return step === undefined ? { ok: false } : { ok: true, step }
}
