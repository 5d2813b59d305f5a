import type { Outcome } from "../../gateway"
import type { Intent } from "../card-gateway"

/** `cancellation_reason` of a PaymentIntent, given by whoever cancelled it; Stripe says "automatic". */
export type CancellationReason = string | null

/**
 * What the state of a PaymentIntent says of its money.
 *
 * One that waits for a payment method is pending even after a card failed (`lastRefusal` says so):
 * the payer may take another. It ends when it is paid or cancelled.
 */
export function intentOutcome(intent: Intent, cancellation: CancellationReason): Outcome {
  switch (intent.status) {
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
    case "processing":
    case "requires_capture":
      // Reserved on the card or not: nothing moved, and nothing is final.
      return { state: "pending" }
    case "succeeded":
      // Stripe leaves an intent "succeeded" whatever went back since.
      return intent.refunded !== null && intent.refunded >= intent.received && intent.received > 0
        ? { state: "reversed" }
        : { state: "succeeded", receipt: intent.chargeId }
    case "canceled":
      return { state: "refused", reason: cancelled(intent, cancellation) }
    case "unknown":
      return { state: "unknown" }
  }
}

function cancelled(intent: Intent, cancellation: CancellationReason) {
  if (cancellation === "requested_by_customer") {
    return "cancelled_by_payer"
  }
  return cancellation === "fraudulent" ? "declined" : (intent.lastRefusal ?? "no_answer_from_payer")
}
