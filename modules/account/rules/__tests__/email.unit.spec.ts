import fc from "fast-check"
import { domainToUnicode } from "node:url"
import { normalizeEmail } from "../email"

describe("normalizeEmail", () => {
  it.each([
    ["ana@example.com", "ana@example.com"],
    ["  Ana.Machava@Example.COM ", "ana.machava@example.com"],
    ["ana+loja@mail.example.co.mz", "ana+loja@mail.example.co.mz"],
    ["ａｎａ＠example.com", "ana@example.com"],
    ["o'neil_1@2.example", "o'neil_1@2.example"],
  ])("%j is %s", (input, address) => {
    expect(normalizeEmail(input)).toBe(address)
  })

  it("writes an international domain in ASCII, the same for both its forms", () => {
    const address = normalizeEmail("ana@Maçã.example") ?? ""
    expect(address).toMatch(/^ana@xn--[a-z0-9-]+\.example$/)
    expect(domainToUnicode(address.slice(4))).toBe("maçã.example")
    expect(normalizeEmail("ana@maça\u0303.example")).toBe(address)
    expect(normalizeEmail(address)).toBe(address)
  })

  it("tells a look-alike domain from the one it looks like", () => {
    const cyrillic = normalizeEmail("ana@ex\u0430mple.com")
    expect(cyrillic).toMatch(/^ana@xn--/)
    expect(cyrillic).not.toBe("ana@example.com")
  })

  it.each([
    ["nothing", ""],
    ["no @", "ana.example.com"],
    ["two @", "ana@example.com@evil.example"],
    ["no local part", "@example.com"],
    ["no domain", "ana@"],
    ["a domain of one label", "ana@localhost"],
    ["a display name", "Ana <ana@example.com>"],
    ["a comment", "ana(loja)@example.com"],
    ["a quoted local part", '"ana maria"@example.com'],
    ["a space", "ana maria@example.com"],
    ["a look-alike letter", "\u0430na@example.com"],
    ["an accent", "aná@example.com"],
    ["a NUL", "ana\u0000@example.com"],
    ["a line break", "ana@example.com\nBcc: todos@example.com"],
    ["a line break at the end", "ana@example.com\r\n"],
    ["a zero-width space", "ana\u200b@example.com"],
    ["a mark of right-to-left", "ana@example\u202e.com"],
    ["half a surrogate pair", "ana\ud800@example.com"],
    ["a dot first", ".ana@example.com"],
    ["two dots", "ana..maria@example.com"],
    ["a domain with two dots", "ana@example..com"],
    ["a domain with a dot last", "ana@example.com."],
    ["a label with a hyphen first", "ana@-example.com"],
    ["an address of the internet protocol", "ana@127.0.0.1"],
    ["one in hexadecimal", "ana@0x7f.1"],
    ["one in brackets", "ana@[127.0.0.1]"],
    ["an escape", "ana@ex%61mple.com"],
    ["a path", "ana@example.com/evil"],
    ["a port", "ana@example.com:25"],
    ["broken Punycode", "ana@xn--a.example\u00ad"],
    ["a local part of 65 characters", `${"a".repeat(65)}@example.com`],
    ["255 characters", `ana@${`${"a".repeat(49)}.`.repeat(5)}x`],
    ["a label of 64 characters", `ana@${"a".repeat(64)}.com`],
    ["a megabyte", `${"a".repeat(1_000_000)}@example.com`],
    ["a comma", "ana@example.com,rui@example.com"],
  ])("refuses %s", (_what, input) => {
    expect(normalizeEmail(input)).toBeUndefined()
  })

  it("takes addresses of up to 254 characters", () => {
    const domain = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`
    const local = "a".repeat(254 - domain.length - 1)
    expect(normalizeEmail(`${local}@${domain}`)).toHaveLength(254)
    expect(normalizeEmail(`${local}a@${domain}`)).toBeUndefined()
  })

  it("is settled by one pass, whatever it is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress()), (input) => {
        const address = normalizeEmail(input)
        expect(normalizeEmail(address ?? "")).toBe(address)
        expect(address ?? "a@b.c").toMatch(/^[!-~]+@[a-z0-9.-]+$/)
      })
    )
  })
})
