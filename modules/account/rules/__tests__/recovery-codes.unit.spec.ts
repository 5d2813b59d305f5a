import { createRecoveryCodes, hashRecoveryCode, normalizeRecoveryCode } from "../recovery-codes"

describe("recovery codes", () => {
  it("are ten, all different, without letters that are misread", () => {
    const codes = createRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)
    }
  })

  it.each([
    "0a1bc-d2e3f",
    "0A1BC-D2E3F",
    "0a1bcd2e3f",
    " 0a1b cd2e 3f ",
    "oaibc-d2e3f",
    "OALBC D2E3F",
  ])("%j is the same code", (input) => {
    expect(normalizeRecoveryCode(input)).toBe("0a1bcd2e3f")
  })

  it.each(["", "0a1bc", "0a1bc-d2e3f-g", "0a1bc-d2e3u", "0a1bc_d2e3f", "0á1bc-d2e3f"])(
    "%j is no code",
    async (input) => {
      expect(normalizeRecoveryCode(input)).toBeUndefined()
      expect(await hashRecoveryCode(input, "acc_1")).toBeUndefined()
    }
  )

  it("hash alike however they are typed, and differently for each account", async () => {
    const hash = await hashRecoveryCode("0a1bc-d2e3f", "acc_1")
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await hashRecoveryCode("OAIBC D2E3F", "acc_1")).toBe(hash)
    expect(await hashRecoveryCode("0a1bc-d2e3f", "acc_2")).not.toBe(hash)
    expect(await hashRecoveryCode("0a1bc-d2e3g", "acc_1")).not.toBe(hash)
  })
})
