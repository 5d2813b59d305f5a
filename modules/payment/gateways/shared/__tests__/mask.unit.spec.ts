import fc from "fast-check"
import { createMask, maskPhone } from "../mask"

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from("0123456789")),
    minLength: length,
    maxLength: length,
  })
const phones = fc
  .tuple(fc.constantFrom("84", "85", "86", "87", "82"), digits(7))
  .map(([prefix, rest]) => `+258${prefix}${rest}`)
const secrets = fc.string({ unit: "binary", minLength: 6, maxLength: 40 })

describe("a mask", () => {
  it("leaves three digits of a phone, as in an operator's sentence", () => {
    const mask = createMask([])
    expect(mask("Number 258841234567 is busy")).toBe("Number *********567 is busy")
    expect(mask("+258 84 123 4567")).not.toMatch(/8412|4123/)
    expect(mask("tel00258861234567x")).toBe("tel***********567x")
    expect(maskPhone("841234567")).toBe("******567")
  })

  it("never shows a whole phone, wherever in a text it stands", () => {
    fc.assert(
      fc.property(fc.string(), phones, fc.string(), (before, phone, after) => {
        const text = `${before}${phone}${after}${phone.slice(4)}`
        const masked = createMask([])(text, [phone])
        expect(masked).not.toContain(phone.slice(4))
      })
    )
  })

  it("never shows a secret, however the text spells it", () => {
    const spellings = [
      (text: string) => text,
      (text: string) => JSON.stringify(text),
      (text: string) => encodeURIComponent(text.toWellFormed()),
      (text: string) =>
        text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    ]
    fc.assert(
      fc.property(secrets, fc.constantFrom(...spellings), (secret, spell) => {
        fc.pre(secret.isWellFormed())
        expect(createMask([secret])(`token=${spell(secret)};`)).toBe(
          `token=${spell("…").replace(encodeURIComponent("…"), "…")};`
        )
      })
    )
  })

  it("hides a secret that is part of another", () => {
    expect(createMask(["abcdef", "abcdefghi"])("abcdefghi abcdef")).toBe("… …")
  })

  it.each([
    `{"pin":"1234"}`,
    `{"output_Pin": 12345}`,
    "<pin>1234</pin>",
    "&lt;PIN&gt;1234&lt;/PIN&gt;",
    "PIN: 1234 is wrong",
    "pin=1234",
  ])("hides the PIN of %s", (text) => {
    expect(createMask([])(text)).not.toContain("1234")
  })

  it("leaves everything else as it is", () => {
    const text = `{"output_ResponseCode":"INS-5","output_TransactionID":"8A2B4C6D8E0"}`
    expect(createMask(["secret", ""])(text, [""])).toBe(text)
  })
})
