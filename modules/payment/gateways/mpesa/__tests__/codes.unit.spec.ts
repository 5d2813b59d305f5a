import fc from "fast-check"
import type { Outcome, RefusalReason } from "../../gateway"
import type { MpesaAnswer } from "../rules/answer"
import type { MovingOperation } from "../rules/codes"
import { readMovement, type MovementReply } from "../rules/movement"
import { readQuery } from "../rules/query"

const reference = "ABCDEFGHIJ0123456789"

const answer = (parts: Partial<MpesaAnswer>): MpesaAnswer => ({
  code: null,
  conversationId: null,
  receipt: null,
  reference: null,
  status: null,
  name: null,
  ...parts,
})

const reply = (parts: Partial<MovementReply>): MovementReply => ({
  sent: true,
  status: 200,
  fault: null,
  answer: undefined,
  ...parts,
})

function outcomeOf(parts: Partial<MovementReply>, operation: MovingOperation = "c2b"): Outcome {
  return readMovement(reply(parts), { operation, reference, overrides: {} }).outcome
}

const ofCode = (code: string, operation?: MovingOperation) =>
  outcomeOf({ status: 401, answer: answer({ code }) }, operation)

const refusals: Record<string, RefusalReason> = {
  "INS-4": "payer_not_active",
  "INS-5": "cancelled_by_payer",
  "INS-6": "declined",
  "INS-15": "amount_refused",
  "INS-993": "declined",
  "INS-994": "declined",
  "INS-995": "declined",
  "INS-996": "payer_not_active",
  "INS-997": "declined",
  "INS-2001": "declined",
  "INS-2002": "payer_not_found",
  "INS-2006": "insufficient_funds",
  "INS-2051": "payer_not_found",
}
const misconfigured = [2, 13, 14, 17, 18, 19, 20, 21, 22, 24, 25, 26, 998, 2057]

describe("the code of an answer", () => {
  it.each(Object.entries(refusals))("%s refuses a charge: %s", (code, reason) => {
    expect(ofCode(code)).toEqual({ state: "refused", reason })
  })

  it.each(misconfigured)("INS-%d is the merchant's fault", (number) => {
    expect(ofCode(`INS-${number}`)).toEqual({ state: "misconfigured" })
  })

  it.each(["INS-1", "INS-9", "INS-23", "INS-6140", "INS-999", "toString", "INS-00"])(
    "%s says nothing",
    (code) => {
      expect(ofCode(code)).toEqual({ state: "unknown" })
    }
  )

  it("tells a known reference and a busy gateway apart", () => {
    expect(ofCode("INS-10")).toEqual({ state: "duplicate" })
    expect(ofCode("INS-16")).toEqual({ state: "busy" })
  })

  it.each(["b2c", "reversal"] as const)("means the merchant where money goes out by %s", (out) => {
    expect(ofCode("INS-2006", out)).toEqual({ state: "misconfigured" })
    expect(ofCode("INS-2001", out)).toEqual({ state: "misconfigured" })
    expect(ofCode("INS-2002", out)).toEqual({ state: "refused", reason: "payer_not_found" })
  })

  it("decides whatever the HTTP status is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.constantFrom(...Object.keys(refusals)),
        (status, code) => {
          expect(outcomeOf({ status, answer: answer({ code }) })).toEqual(ofCode(code))
        }
      )
    )
  })

  it("means what the contract says, where that differs", () => {
    const overrides = { "INS-1": "insufficient_funds" } as const
    const read = readMovement(reply({ answer: answer({ code: "INS-1" }) }), {
      operation: "c2b",
      reference,
      overrides,
    })
    expect(read.outcome).toEqual({ state: "refused", reason: "insufficient_funds" })
  })

  it("is in doubt only for INS-6", () => {
    const doubtful = [...Object.keys(refusals), "INS-10", "INS-2"].filter(
      (code) =>
        readMovement(reply({ answer: answer({ code }) }), {
          operation: "c2b",
          reference,
          overrides: {},
        }).isDoubtful
    )
    expect(doubtful).toEqual(["INS-6"])
  })
})

describe("INS-0", () => {
  const code = "INS-0"

  it("with a receipt is money that moved, at 200 and at 201", () => {
    for (const status of [200, 201]) {
      expect(outcomeOf({ status, answer: answer({ code, receipt: "8A2B4C6D8E0" }) })).toEqual({
        state: "succeeded",
        receipt: "8A2B4C6D8E0",
      })
    }
  })

  it("without one is only taken on", () => {
    expect(outcomeOf({ answer: answer({ code }) })).toEqual({ state: "pending" })
  })

  it("says nothing where the status contradicts it, or it answers another", () => {
    const paid = answer({ code, receipt: "8A2B4C6D8E0" })
    expect(outcomeOf({ status: 500, answer: paid })).toEqual({ state: "unknown" })
    expect(outcomeOf({ answer: { ...paid, reference: "ANOTHERS" } })).toEqual({ state: "unknown" })
    expect(outcomeOf({ answer: { ...paid, reference } }).state).toBe("succeeded")
  })
})

describe("an answer without a code", () => {
  it.each([401, 403, 404, 405])("with HTTP %d is a shut door, to be made sure of", (status) => {
    const read = readMovement(reply({ status }), { operation: "c2b", reference, overrides: {} })
    expect(read).toEqual({ outcome: { state: "misconfigured" }, isDoubtful: true })
  })

  it.each([200, 201, 302, 400, 408, 429, 500, 502, 503])("with HTTP %d says nothing", (status) => {
    expect(outcomeOf({ status })).toEqual({ state: "unknown" })
    expect(outcomeOf({ status, answer: answer({}) })).toEqual({ state: "unknown" })
  })

  it("is one never sent, or one that nobody knows the fate of", () => {
    expect(outcomeOf({ sent: false, status: null, fault: "ECONNREFUSED" })).toEqual({
      state: "not_sent",
    })
    expect(outcomeOf({ status: null, fault: "TIMEOUT" })).toEqual({ state: "unknown" })
    // Half an answer may look whole.
    const half = answer({ code: "INS-5" })
    expect(outcomeOf({ fault: "BODY_CUT_OFF", answer: half })).toEqual({ state: "unknown" })
  })
})

describe("the answer to a query", () => {
  const ask = (parts: Partial<MovementReply>, kind: "charge" | "refund" = "charge") =>
    readQuery(reply(parts), kind, ["OWN", reference]).outcome
  const ofStatus = (status: string | null) => ask({ answer: answer({ code: "INS-0", status }) })

  it.each([
    ["completed", { state: "succeeded", receipt: null }],
    ["success", { state: "succeeded", receipt: null }],
    ["cancelled", { state: "refused", reason: "cancelled_by_payer" }],
    ["expired", { state: "refused", reason: "no_answer_from_payer" }],
    ["failed", { state: "refused", reason: "declined" }],
    ["rejected", { state: "refused", reason: "declined" }],
    ["reversed", { state: "reversed" }],
    ["pending", { state: "pending" }],
    ["processing", { state: "pending" }],
    [null, { state: "pending" }],
  ])("of status %s is %j", (status, outcome) => {
    expect(ofStatus(status)).toEqual(outcome)
  })

  it("compares whole words: only the listed ones end anything", () => {
    const final = /^(completed|success|cancelled|expired|failed|rejected|reversed)$/
    const near = ["incompleted", "completed.", "unsuccess", "not failed", "constructor", "paid"]
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...near)), (word) => {
        fc.pre(!final.test(word))
        expect(ofStatus(word)).toEqual({ state: "pending" })
      })
    )
  })

  it("never says that money did not move because the query failed", () => {
    const codes = fc.oneof(
      fc.constantFrom(...Object.keys(refusals), "INS-2", "INS-10", "INS-16"),
      fc.string()
    )
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), codes, (status, code) => {
        fc.pre(code !== "INS-0")
        const parts = { status, answer: answer({ code, status: "completed" }) }
        expect(ask(parts)).toEqual({ state: "unknown" })
      })
    )
    expect(ask({ sent: false, status: null, fault: "ECONNREFUSED" })).toEqual({ state: "unknown" })
  })

  it("is believed under the query's reference or the movement's, and under no other", () => {
    const paid = answer({ code: "INS-0", status: "completed" })
    for (const own of ["OWN", reference, null]) {
      expect(ask({ answer: { ...paid, reference: own } }).state).toBe("succeeded")
    }
    expect(ask({ answer: { ...paid, reference: "ANOTHERS" } })).toEqual({ state: "unknown" })
  })

  it("of a refund that says reversed may mean either", () => {
    const reversed = answer({ code: "INS-0", status: "reversed" })
    expect(ask({ answer: reversed }, "refund")).toEqual({ state: "pending" })
  })
})
