import type { Outcome } from "../../gateway"

/** The parts of a Refund that say what became of it. */
export type RefundState = { id: string; status: string | null }

/**
 * What a refund's status says of its money. One that succeeded may still fail days later, when
 * the card's bank sends the money back: `refund.failed` tells of that.
 */
export function refundOutcome({ id, status }: RefundState): Outcome {
  switch (status) {
    case "succeeded":
      return { state: "succeeded", receipt: id }
    case "pending":
    case "requires_action":
      return { state: "pending" }
    case "failed":
    case "canceled":
      return { state: "refused", reason: "declined" }
    default:
      return { state: "unknown" }
  }
}

const weights = ["succeeded", "pending", "requires_action", "canceled", "failed"]

/** Of refunds under one reference the one that counts: what moved money before what did not. */
export function decisiveRefund<T extends RefundState>(refunds: readonly T[]): T | undefined {
  const weigh = ({ status }: T) => {
    const weight = weights.indexOf(status ?? "")
    return weight === -1 ? weights.length : weight
  }
  return refunds.toSorted((left, right) => weigh(left) - weigh(right))[0]
}
