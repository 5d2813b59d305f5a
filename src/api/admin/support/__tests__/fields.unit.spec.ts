import fc from "fast-check"
import { allow, keepAllowed } from "../fields"
import { supportOrderFields } from "../order-fields"

const allowed = allow(
  { "": ["id", "total"], customer: ["id", "email"], "items.variant": ["title"] },
  ["items"]
)

describe("fields on an allow-list", () => {
  it.each<[string[], string[]]>([
    [
      ["id", "total", "secret"],
      ["id", "total"],
    ],
    [["customer.*"], ["customer.id", "customer.email"]],
    [["customer"], ["customer.id", "customer.email"]],
    [["customer.email", "customer.metadata"], ["customer.email"]],
    [["customer.groups.*"], []],
    [["items.*"], ["items.*"]],
    [["items"], ["items.*"]],
    [["items.title"], ["items.*"]],
    [["items.variant.*"], ["items.*", "items.variant.title"]],
    [["items.variant"], ["items.*", "items.variant.title"]],
    [["items.variant.product.*", "items.variant.product.seller.bank_account"], []],
    [["*", ".*", "", "items.*.*", "__proto__", "constructor.*"], ["items.*"]],
  ])("%j become %j", (fields, kept) => {
    expect(keepAllowed(fields, allowed)).toEqual(kept)
  })

  it("are never more than the list has, whatever is asked for", () => {
    const { columns, whole } = supportOrderFields
    const known = [...columns, ...whole].flatMap((path) => path.split("."))
    const part = fc.oneof(
      fc.constantFrom(...known, "*", "data", "seller", "metadata", ""),
      fc.string({ maxLength: 5 })
    )
    const field = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("."))
    fc.assert(
      fc.property(fc.array(field, { maxLength: 6 }), (fields) => {
        for (const kept of keepAllowed(fields, supportOrderFields)) {
          expect(columns.has(kept) || whole.has(kept.replace(/\.\*$/, ""))).toBe(true)
        }
      })
    )
  })
})
