import fc from "fast-check"
import { randomBytes } from "node:crypto"
import { createSecretBox, developmentKeyRing, parseKeyRing, SecretBoxError } from "../secret-box"

const older = { id: "2025", key: randomBytes(32) }
const newer = { id: "2026", key: randomBytes(32) }
const box = createSecretBox([older])

const errorOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

describe("a secret box", () => {
  it("opens what it sealed, whatever the text and context", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, context) => {
        expect(box.open(box.seal(plain, context), context)).toBe(plain)
      })
    )
  })

  it("writes version, key, IV and ciphertext, never the same twice", () => {
    const sealed = box.seal("JBSWY3DP", "account.totp:acc_1")
    expect(sealed).toMatch(/^v1\.2025\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{32}$/)
    expect(box.seal("JBSWY3DP", "account.totp:acc_1")).not.toBe(sealed)
  })

  it("does not open in another row", () => {
    const sealed = box.seal("JBSWY3DP", "account.totp:acc_1")
    expect(errorOf(() => box.open(sealed, "account.totp:acc_2"))).toBeInstanceOf(SecretBoxError)
  })

  it("notices any character changed, and does not repeat the text", () => {
    const sealed = box.seal("a secret text", "here")
    for (let index = 0; index < sealed.length; index++) {
      const other = sealed[index] === "A" ? "B" : "A"
      const altered = sealed.slice(0, index) + other + sealed.slice(index + 1)
      const error = errorOf(() => box.open(altered, "here"))
      expect(error).toBeInstanceOf(SecretBoxError)
      expect(String(error)).not.toContain("secret text")
      expect(String(error)).not.toContain(altered)
    }
  })

  it.each(["", "v1", "v1.2025..", "v2.2025.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAA", "plain"])(
    "takes %j for no sealed text",
    (text) => {
      expect(errorOf(() => box.open(text, "here"))).toBeInstanceOf(SecretBoxError)
      expect(errorOf(() => box.needsRotation(text))).toBeInstanceOf(SecretBoxError)
    }
  )

  it("seals with the first key, opens with all, and says what to seal anew", () => {
    const before = box.seal("number", "seller.bank:sel_1")
    const rotated = createSecretBox([newer, older])
    expect(rotated.open(before, "seller.bank:sel_1")).toBe("number")
    expect(rotated.needsRotation(before)).toBe(true)
    const after = rotated.seal("number", "seller.bank:sel_1")
    expect(after).toMatch(/^v1\.2026\./)
    expect(rotated.needsRotation(after)).toBe(false)
    expect(errorOf(() => box.open(after, "seller.bank:sel_1"))).toBeInstanceOf(SecretBoxError)
  })

  it("needs a key", () => {
    expect(() => createSecretBox([])).toThrow(SecretBoxError)
  })
})

describe("parseKeyRing", () => {
  const encoded = older.key.toString("base64")

  it("reads ids and keys, the one that seals first", () => {
    expect(parseKeyRing(`2026:${newer.key.toString("base64")}, 2025:${encoded}`)).toEqual([
      newer,
      older,
    ])
  })

  it.each([
    ["", /key 1 of the ring has no id/],
    [encoded, /key 1 of the ring has no id/],
    [`2025:${encoded},`, /key 2 of the ring has no id/],
    [`:${encoded}`, /key 1 of the ring has an id of other/],
    [`a.b:${encoded}`, /key 1 of the ring has an id of other/],
    [`2025:${encoded.slice(0, -1)}`, /key 1 of the ring is not Base64/],
    [`2025:${randomBytes(16).toString("base64")}`, /key 1 of the ring has 16 bytes instead of 32/],
    [`2025:${encoded},2025:${encoded}`, /same id/],
  ])("says what is wrong with a ring, never the key", (text, message) => {
    const error = errorOf(() => parseKeyRing(text))
    expect(error).toBeInstanceOf(SecretBoxError)
    expect(String(error)).toMatch(message)
    expect(String(error)).not.toContain(encoded.slice(0, 10))
  })

  it("is not needed in development, whose key stays the same", () => {
    const sealed = createSecretBox(developmentKeyRing()).seal("text", "here")
    expect(createSecretBox(developmentKeyRing()).open(sealed, "here")).toBe("text")
  })
})
