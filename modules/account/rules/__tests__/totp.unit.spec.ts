import { createTotpSecret, otpauthUri, verifyTotp } from "../totp"
import { HOTP, Secret } from "otpauth"

// The ASCII text "12345678901234567890", RFC 6238's secret for SHA-1.
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

const at = (seconds: number) => new Date(seconds * 1000)

function codeOf(step: number): string {
  return HOTP.generate({ secret: Secret.fromBase32(secret), counter: step, digits: 6 })
}

describe("verifyTotp", () => {
  // RFC 6238, appendix B; the last six of its eight digits.
  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("takes the standard's code of second %d", (seconds, code) => {
    expect(verifyTotp(secret, code, { lastStep: null, now: at(seconds) })).toEqual({
      ok: true,
      step: Math.floor(seconds / 30),
    })
  })

  it.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])("of the code %d steps away says %s", (offset, isTaken) => {
    const verdict = verifyTotp(secret, codeOf(1000 + offset), {
      lastStep: null,
      now: at(30_000),
    })
    expect(verdict).toEqual(isTaken ? { ok: true, step: 1000 + offset } : { ok: false })
  })

  it("takes a code once, and none older than it", () => {
    const now = at(30_000)
    expect(verifyTotp(secret, codeOf(1000), { lastStep: 999, now }).ok).toBe(true)
    expect(verifyTotp(secret, codeOf(1000), { lastStep: 1000, now }).ok).toBe(false)
    expect(verifyTotp(secret, codeOf(999), { lastStep: 1000, now }).ok).toBe(false)
    expect(verifyTotp(secret, codeOf(1001), { lastStep: 1000, now }).ok).toBe(true)
  })

  it("reads a code with spaces, and nothing else than six digits", () => {
    const now = at(59)
    expect(verifyTotp(secret, " 287 082 ", { lastStep: null, now }).ok).toBe(true)
    for (const code of ["", "28708", "2870820", "94287082", "287-082", "２８７０８２", "28708x"]) {
      expect(verifyTotp(secret, code, { lastStep: null, now }).ok).toBe(false)
    }
  })

  it("refuses another secret's code", () => {
    expect(verifyTotp(createTotpSecret(), "287082", { lastStep: null, now: at(59) }).ok).toBe(false)
  })
})

describe("a new secret", () => {
  it("is 160 bits of Base32, another each time", () => {
    expect(createTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(createTotpSecret()).not.toBe(createTotpSecret())
  })

  it("goes into an address that apps read", () => {
    const uri = new URL(otpauthUri({ secret, email: "ana@example.com", issuer: "Txova" }))
    expect(uri.protocol).toBe("otpauth:")
    expect(uri.host).toBe("totp")
    expect(decodeURIComponent(uri.pathname)).toBe("/Txova:ana@example.com")
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: "Txova",
      secret,
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    })
  })
})
