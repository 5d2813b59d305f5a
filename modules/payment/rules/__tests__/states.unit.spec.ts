import type { Outcome } from "../../gateways/gateway"
import {
  attemptStates,
  openStates,
  pauseAfter,
  stateAfter,
  type AttemptState,
} from "../attempt-state"
import { refundStateAfter, refundStates, type RefundState } from "../refund-state"

const paid: Outcome = { state: "succeeded", receipt: "ABC123" }
const refused: Outcome = { state: "refused", reason: "cancelled_by_payer" }
const states = ["reversed", "not_sent", "busy", "misconfigured", "unsupported"] as const
const outcomes: Outcome[] = [
  paid,
  refused,
  { state: "pending" },
  { state: "duplicate" },
  { state: "unknown" },
  ...states.map((state) => ({ state })),
]

describe("an attempt", () => {
  it("stays paid whatever is heard afterwards", () => {
    for (const outcome of outcomes) {
      expect(stateAfter("succeeded", "query", outcome)).toBeUndefined()
    }
  })

  it("is paid by a late success, whatever it was called before", () => {
    const others = attemptStates.filter((state) => state !== "succeeded")
    expect(others.map((state) => stateAfter(state, "query", paid))).toEqual(
      others.map(() => "succeeded")
    )
  })

  it.each<[Outcome, AttemptState | undefined, AttemptState | undefined]>([
    [refused, "failed", "failed"],
    [{ state: "pending" }, "pending", "pending"],
    [{ state: "unknown" }, "unknown", undefined],
    [{ state: "duplicate" }, "unknown", undefined],
    [{ state: "busy" }, "queued", undefined],
    [{ state: "not_sent" }, "queued", undefined],
    [{ state: "misconfigured" }, "failed", undefined],
  ])("takes %j of a charge as %s, of a query as %s", (outcome, ofCharge, ofQuery) => {
    expect(stateAfter("sent", "charge", outcome)).toBe(ofCharge)
    expect(stateAfter("unknown", "query", outcome)).toBe(ofQuery)
  })

  it("never fails by doubt", () => {
    for (const state of openStates) {
      for (const outcome of ["unknown", "duplicate", "busy", "not_sent"] as const) {
        for (const asked of ["charge", "query"] as const) {
          expect(stateAfter(state, asked, { state: outcome })).not.toBe("failed")
        }
      }
    }
  })

  it("is asked about ever more seldom", () => {
    const pauses = Array.from({ length: 12 }, (_, calls) => pauseAfter(calls))
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
    expect(pauses[0]).toBe(10_000)
    expect(pauses.at(-1)).toBe(900_000)
  })
})

describe("a refund", () => {
  it.each<[Outcome, RefundState | undefined, RefundState | undefined]>([
    [paid, "succeeded", "succeeded"],
    [refused, "needs_action", "needs_action"],
    [{ state: "unsupported" }, "needs_action", undefined],
    [{ state: "misconfigured" }, "needs_action", undefined],
    [{ state: "unknown" }, "unknown", undefined],
    [{ state: "not_sent" }, "queued", undefined],
  ])("takes %j of a request as %s, of a query as %s", (outcome, ofRequest, ofQuery) => {
    expect(refundStateAfter("sent", "charge", outcome)).toBe(ofRequest)
    expect(refundStateAfter("unknown", "query", outcome)).toBe(ofQuery)
  })

  it("is never sent again after an answer that leaves doubt", () => {
    for (const state of refundStates) {
      for (const outcome of outcomes) {
        expect(refundStateAfter(state, "query", outcome)).not.toBe("queued")
      }
    }
  })
})
