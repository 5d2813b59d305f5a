import type { Outcome } from "../gateways/gateway"
import { stateAfterAnswer, type Asked } from "./attempt-state"

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

/** Where an answer leads a refund. Of the charge, `reversed` means that the money is back. */
export function refundStateAfter(
  state: RefundState,
  asked: Asked,
  outcome: Outcome
): RefundState | undefined {
  const ends = {
    refused: "needs_action",
    reversed: "succeeded",
    impossible: "needs_action",
  } as const
  return stateAfterAnswer<RefundState>(state, asked, outcome, ends)
}
