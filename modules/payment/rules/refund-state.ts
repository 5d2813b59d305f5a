import type { Outcome } from "../gateways/gateway"
import type { Asked } from "./attempt-state"

/**
 * Where a refund stands.
 *
 * - `requested`: asked for; the seller or an admin decides.
 * - `rejected`: decided against.
 * - `queued`, `sent`, `pending`, `unknown`: as an attempt's.
 * - `needs_action`: no machine can do it, or the gateway refused; an operator pays it back or
 *   sends it again. `code` says why.
 * - `succeeded`: the buyer has it.
 */
export const refundStates = [
  "requested",
  "rejected",
  "queued",
  "sent",
  "pending",
  "unknown",
  "needs_action",
  "succeeded",
] as const

export type RefundState = (typeof refundStates)[number]

/** States in which the gateway is asked what became of a refund. */
export const askedRefundStates = ["sent", "pending", "unknown"] as const

/**
 * The state that an answer leads to; undefined where it says nothing new. Never back to
 * `queued` once a byte has left: a second request could pay twice.
 */
export function refundStateAfter(
  state: RefundState,
  asked: Asked,
  outcome: Outcome
): RefundState | undefined {
  if (state === "succeeded") {
    return undefined
  }
  switch (outcome.state) {
    case "succeeded":
      return "succeeded"
    case "refused":
      return "needs_action"
    case "reversed":
      // Asked of the charge, that is: the money is back.
      return "succeeded"
    case "pending":
      return "pending"
    case "misconfigured":
    case "unsupported":
      return asked === "charge" ? "needs_action" : undefined
    case "not_sent":
    case "busy":
      return asked === "charge" ? "queued" : undefined
    case "duplicate":
    case "unknown":
      return asked === "charge" ? "unknown" : undefined
  }
}
