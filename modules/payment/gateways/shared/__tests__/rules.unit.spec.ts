import fc from "fast-check"
import { meticaisText, refuseByLimits } from "../rules/amount"
import { afterConfirmation, type Finding } from "../rules/confirmation"
import { isLoopback, isReadableOnTheWay, unfitToken } from "../rules/fitness"
import { hasPrefix, nationalDigits } from "../rules/phone"
import { referenceOf } from "../rules/reference"

describe("a reference", () => {
  it("is 20 digits and capitals, the same for the same id", () => {
    expect(referenceOf("payatt_01J")).toBe(referenceOf("payatt_01J"))
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(12, 20), (id, length) => {
        expect(referenceOf(id, length)).toMatch(new RegExp(`^[0-9A-Z]{${length}}$`))
      })
    )
  })

  it("differs for every id", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `payatt_${index}`)
    expect(new Set(ids.map((id) => referenceOf(id, 12))).size).toBe(ids.length)
  })
})

describe("an amount", () => {
  it("is written in meticais, with cents only where there are some", () => {
    expect([1000, 1050, 5, 100, 4_000_000].map(meticaisText)).toEqual([
      "10",
      "10.50",
      "0.05",
      "1",
      "40000",
    ])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => {
        const text = meticaisText(cents)
        expect(text).toMatch(/^\d+(\.\d\d)?$/)
        expect(Math.round(Number(text) * 100)).toBe(cents)
      })
    )
  })

  it("is refused beyond its limits, which are included", () => {
    const limits = { minimum: 100, maximum: 500 }
    expect([99, 100, 500, 501].map((amount) => refuseByLimits(amount, limits))).toEqual([
      "below_minimum",
      undefined,
      undefined,
      "above_maximum",
    ])
  })
})

describe("a phone", () => {
  it("has nine digits within Mozambique", () => {
    expect(nationalDigits("+258841234567")).toBe("841234567")
    for (const other of [
      "258841234567",
      "841234567",
      "+25884123456",
      "+27841234567",
      "+258211234567",
      "",
    ]) {
      expect(nationalDigits(other)).toBeUndefined()
    }
  })

  it("is an operator's by its prefix", () => {
    expect(hasPrefix("+258841234567", ["84", "85"])).toBe(true)
    expect(hasPrefix("+258861234567", ["84", "85"])).toBe(false)
    expect(hasPrefix("nobody's", ["84"])).toBe(false)
  })
})

describe("a refusal in doubt", () => {
  const refused = { state: "refused", reason: "declined" } as const
  const misconfigured = { state: "misconfigured" } as const
  const finding = (parts: Partial<Finding>): Finding => ({
    outcome: { state: "unknown" },
    isUnheardOf: false,
    isDenied: false,
    ...parts,
  })

  it("gives way to a query that says that money moved", () => {
    const succeeded = { state: "succeeded", receipt: null } as const
    expect(afterConfirmation(refused, finding({ outcome: succeeded }))).toEqual(succeeded)
    expect(afterConfirmation(misconfigured, finding({ outcome: succeeded }))).toEqual(succeeded)
    const reversed = { state: "reversed" } as const
    expect(afterConfirmation(refused, finding({ outcome: reversed }))).toEqual(reversed)
  })

  it("stands where the gateway has not heard of the movement, and keeps its reason", () => {
    const unheardOf = finding({ outcome: { state: "pending" }, isUnheardOf: true })
    expect(afterConfirmation(refused, unheardOf)).toEqual(refused)
    expect(afterConfirmation(misconfigured, unheardOf)).toEqual(misconfigured)
    const other = { state: "refused", reason: "cancelled_by_payer" } as const
    expect(afterConfirmation(refused, finding({ outcome: other }))).toEqual(refused)
  })

  it("is unknown where the query says nothing, or pending where it says so", () => {
    expect(afterConfirmation(refused, finding({}))).toEqual({ state: "unknown" })
    expect(afterConfirmation(refused, finding({ isDenied: true }))).toEqual({ state: "unknown" })
    const pending = { state: "pending" } as const
    expect(afterConfirmation(refused, finding({ outcome: pending }))).toEqual(pending)
  })

  it("stands as misconfigured where the door is shut to queries alike", () => {
    expect(afterConfirmation(misconfigured, finding({ isDenied: true }))).toEqual(misconfigured)
  })
})

describe("a configuration", () => {
  it("may speak plainly to this machine alone", () => {
    const readable = ["http://10.0.0.1/", "http://gateway.example/", "http://127.example/"]
    const safe = [
      "https://gateway.example/",
      "http://localhost:1/",
      "http://127.0.0.1/",
      "http://[::1]:4/",
    ]
    expect(readable.map((url) => isReadableOnTheWay(new URL(url)))).toEqual([true, true, true])
    expect(safe.map((url) => isReadableOnTheWay(new URL(url)))).toEqual(safe.map(() => false))
    expect(isLoopback("127.0.0.1.example")).toBe(false)
  })

  it("needs a token that nobody guesses", () => {
    expect(unfitToken("X_TOKEN", null)).toEqual([expect.stringContaining("X_TOKEN is missing")])
    expect(unfitToken("X_TOKEN", "short")).toEqual([expect.stringContaining("X_TOKEN")])
    expect(unfitToken("X_TOKEN", "0123456789abcdef")).toEqual([])
  })
})
