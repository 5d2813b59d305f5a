import fc from "fast-check"
import type { Intent } from "../card-gateway"
import { errorOutcome, type CallFault } from "../rules/error-outcome"
import { intentOutcome } from "../rules/intent-outcome"
import { decisiveRefund, refundOutcome } from "../rules/refund-outcome"
import { refusalOf } from "../rules/refusal-reason"

const fault = (given: Partial<CallFault>): CallFault => ({
  sent: true,
  status: null,
  type: null,
  code: null,
  declineCode: null,
  param: null,
  ...given,
})

const intent = (given: Partial<Intent>): Intent => ({
  id: "pi_1",
  status: "requires_payment_method",
  clientSecret: null,
  amount: 1000,
  received: 0,
  refunded: null,
  currency: "MZN",
  reference: "A1",
  metadata: {},
  chargeId: null,
  lastRefusal: null,
  ...given,
})

describe("an error says", () => {
  const invalid = "invalid_request_error"
  it.each<[string, Partial<CallFault>, object]>([
    ["nothing left this process", { sent: false }, { state: "not_sent" }],
    ["no answer came", {}, { state: "unknown" }],
    [
      "Stripe broke down",
      { status: 500, type: "api_error", code: "lock_timeout" },
      { state: "unknown" },
    ],
    ["a proxy answered in Stripe's stead", { status: 403 }, { state: "unknown" }],
    ["Stripe depends on another", { status: 424, type: invalid }, { state: "unknown" }],
    ["a conflict of another kind", { status: 409, type: invalid }, { state: "unknown" }],
    [
      "the key was used for something else",
      { status: 400, type: "idempotency_error" },
      { state: "duplicate" },
    ],
    [
      "the key is in use",
      { status: 409, type: invalid, code: "idempotency_key_in_use" },
      { state: "duplicate" },
    ],
    ["too much at once", { status: 429, type: invalid, code: "rate_limit" }, { state: "busy" }],
    [
      "an object is locked",
      { status: 429, type: invalid, code: "lock_timeout" },
      { state: "busy" },
    ],
    ["a wrong key", { status: 401, type: invalid }, { state: "misconfigured" }],
    ["no permission", { status: 403, type: invalid }, { state: "misconfigured" }],
    [
      "an unknown parameter",
      { status: 400, type: invalid, code: "parameter_unknown", param: "amont" },
      { state: "misconfigured" },
    ],
    [
      "an intent of another account",
      { status: 404, type: invalid, code: "resource_missing" },
      { state: "misconfigured" },
    ],
    [
      "a card without money",
      { status: 402, type: "card_error", code: "card_declined", declineCode: "insufficient_funds" },
      { state: "refused", reason: "insufficient_funds" },
    ],
    [
      "a charge below the minimum",
      { status: 400, type: invalid, code: "amount_too_small", param: "amount" },
      { state: "refused", reason: "amount_refused" },
    ],
    [
      "more than is left of a charge",
      { status: 400, type: invalid, param: "amount" },
      { state: "refused", reason: "amount_refused" },
    ],
    [
      "nothing left of a charge",
      { status: 400, type: invalid, code: "charge_already_refunded" },
      { state: "refused", reason: "amount_refused" },
    ],
    [
      "a charge in dispute",
      { status: 400, type: invalid, code: "charge_disputed" },
      { state: "unsupported" },
    ],
  ])("%s", (_what, given, outcome) => {
    expect(errorOutcome(fault(given))).toEqual(outcome)
  })

  it("that nothing moved only where Stripe itself said so", () => {
    const text = fc.option(fc.string())
    const anything = fc.record({
      sent: fc.constant(true),
      status: fc.option(fc.integer({ min: 100, max: 599 })),
      type: fc.option(
        fc.constantFrom(
          "card_error",
          "api_error",
          "invalid_request_error",
          "authentication_error",
          "rate_limit_error",
          "idempotency_error",
          "another_error"
        )
      ),
      code: text,
      declineCode: text,
      param: text,
    })
    fc.assert(
      fc.property(anything, (given) => {
        const { state } = errorOutcome(given)
        const isStripes = given.type !== null && given.status !== null
        const isRefusal = isStripes && given.status !== null && Math.floor(given.status / 100) === 4
        expect(state === "unknown" || isRefusal).toBe(true)
        expect(["succeeded", "pending", "reversed", "not_sent"]).not.toContain(state)
      })
    )
  })
})

describe("a refusal", () => {
  it("is the bank's own reason before Stripe's code", () => {
    expect(refusalOf({ code: "card_declined", declineCode: "insufficient_funds" })).toBe(
      "insufficient_funds"
    )
    expect(refusalOf({ code: "expired_card" })).toBe("payer_not_active")
  })

  it.each(["lost_card", "stolen_card", "fraudulent", "toString", ""])(
    "tells nobody of %p",
    (declineCode) => {
      expect(refusalOf({ code: "card_declined", declineCode })).toBe("declined")
    }
  )
})

describe("an intent", () => {
  it.each([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
  ] as const)("is pending in %s", (status) => {
    expect(intentOutcome(intent({ status }), null)).toEqual({ state: "pending" })
  })

  it("is pending after a failed card, since another may pay", () => {
    expect(intentOutcome(intent({ lastRefusal: "insufficient_funds" }), null)).toEqual({
      state: "pending",
    })
  })

  it("succeeded under the charge's id, also when part of it went back", () => {
    const paid = intent({ status: "succeeded", received: 1000, chargeId: "ch_1", refunded: 400 })
    expect(intentOutcome(paid, null)).toEqual({ state: "succeeded", receipt: "ch_1" })
  })

  it("is reversed when all of it went back", () => {
    const paid = intent({ status: "succeeded", received: 1000, chargeId: "ch_1", refunded: 1000 })
    expect(intentOutcome(paid, null)).toEqual({ state: "reversed" })
  })

  it.each([
    ["requested_by_customer", null, "cancelled_by_payer"],
    ["abandoned", null, "no_answer_from_payer"],
    ["abandoned", "insufficient_funds", "insufficient_funds"],
    ["fraudulent", null, "declined"],
    [null, null, "no_answer_from_payer"],
  ] as const)("cancelled as %p after %p is refused: %s", (why, lastRefusal, reason) => {
    expect(intentOutcome(intent({ status: "canceled", lastRefusal }), why)).toEqual({
      state: "refused",
      reason,
    })
  })

  it("says nothing in a state that is not known", () => {
    expect(intentOutcome(intent({ status: "unknown" }), null)).toEqual({ state: "unknown" })
  })
})

describe("a refund", () => {
  it.each([
    ["succeeded", { state: "succeeded", receipt: "re_1" }],
    ["pending", { state: "pending" }],
    ["requires_action", { state: "pending" }],
    ["failed", { state: "refused", reason: "declined" }],
    ["canceled", { state: "refused", reason: "declined" }],
    ["another", { state: "unknown" }],
    [null, { state: "unknown" }],
  ])("in %p", (status, outcome) => {
    expect(refundOutcome({ id: "re_1", status })).toEqual(outcome)
  })

  it("that moved money counts before one of the same reference that did not", () => {
    const status = fc.constantFrom("succeeded", "pending", "failed", "canceled", "another", null)
    const refunds = fc.array(fc.record({ id: fc.uuid(), status }))
    fc.assert(
      fc.property(refunds, (given) => {
        const states = given.map((refund) => refund.status)
        const decisive = decisiveRefund(given)?.status
        if (states.includes("succeeded")) {
          expect(decisive).toBe("succeeded")
        } else if (states.includes("pending")) {
          expect(decisive).toBe("pending")
        }
        expect(decisive === undefined).toBe(given.length === 0)
      })
    )
  })
})
