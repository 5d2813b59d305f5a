import { resolveRule, type CommissionRule } from "../resolve"

const moment = new Date("2026-11-23T12:00:00Z")

function rule(id: string, over: Partial<CommissionRule>): CommissionRule {
  return {
    id,
    scope: "default",
    targetId: null,
    basisPoints: 1000,
    fixed: 0,
    floor: null,
    cap: null,
    validFrom: new Date("2026-01-01T00:00:00Z"),
    validTo: null,
    ...over,
  }
}

const byDefault = rule("default", {})
const fruit = rule("fruit", { scope: "category", targetId: "fruit" })
const mango = rule("mango", { scope: "category", targetId: "mango" })
const seller = rule("seller", { scope: "seller", targetId: "sel_1" })
const subject = { sellerId: "sel_1", categoryIds: ["mango", "fruit"] }

it.each([
  ["the seller's own", [byDefault, fruit, mango, seller], "seller"],
  ["else the nearest category's", [byDefault, fruit, mango], "mango"],
  ["else a parent category's", [byDefault, fruit], "fruit"],
  ["else the default", [byDefault], "default"],
  ["none where none holds", [], undefined],
])("takes %s", (_, rules, id) => {
  expect(resolveRule(rules, subject, moment)?.id).toBe(id)
})

it("passes over rules of others, rules that have ended and rules to come", () => {
  const rules = [
    byDefault,
    rule("other", { scope: "seller", targetId: "sel_2" }),
    rule("ended", { scope: "seller", targetId: "sel_1", validTo: moment }),
    rule("to-come", { scope: "seller", targetId: "sel_1", validFrom: new Date(+moment + 1) }),
  ]
  expect(resolveRule(rules, subject, moment)?.id).toBe("default")
})

it("takes the one that began last of several that hold", () => {
  const newer = rule("newer", { validFrom: new Date("2026-06-01T00:00:00Z") })
  expect(resolveRule([newer, byDefault], subject, moment)?.id).toBe("newer")
  expect(resolveRule([byDefault, newer], subject, moment)?.id).toBe("newer")
})
