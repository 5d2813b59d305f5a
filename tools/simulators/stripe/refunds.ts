import { newId, type Account } from "./account"
import { impossible, invalidRequest, missing } from "./failure"
import type { Charge, Refund } from "./objects"
import type { Params } from "./params"

/**
 * POST /v1/refunds
 *
 * @param slowly leaves it pending, until it is completed
 */
export function createRefund(account: Account, params: Params, slowly: boolean): Refund {
  params.allow("payment_intent", "charge", "amount", "metadata", "reason", "expand")
  const charge = chargeOf(account, params.text("payment_intent"), params.text("charge"))
  const left = charge.amount_captured - charge.amount_refunded
  const amount = params.integer("amount") ?? left
  if (amount < 1 && left > 0) {
    throw invalidRequest("Invalid positive integer", {
      code: "parameter_invalid_integer",
      param: "amount",
    })
  }
  if (left === 0) {
    throw impossible(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    })
  }
  if (amount > left) {
    // Seen without a code in Stripe's answers.
    throw impossible(
      `Refund amount (${inUnits(amount)}) is greater than unrefunded amount on charge (${inUnits(left)})`,
      { param: "amount" }
    )
  }
  const refund: Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    metadata: params.metadata(),
    payment_intent: charge.payment_intent,
    reason: params.text("reason") ?? null,
    receipt_number: null,
    status: slowly ? "pending" : "succeeded",
  }
  account.refunds.set(refund.id, refund)
  // Taken off the balance at once, also while it is pending.
  refund.balance_transaction = account.book("refund", refund, -amount).id
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  account.happened("refund.created", refund)
  account.happened("charge.refunded", charge)
  return refund
}

/** What becomes of a refund later: also one that succeeded may fail, and its money comes back. */
export function completeRefund(account: Account, id: string, isPaid: boolean): Refund {
  const refund = account.refunds.get(id)
  if (refund === undefined) {
    throw missing("refund", id, "refund")
  }
  if (refund.status === "failed" || (isPaid && refund.status === "succeeded")) {
    throw impossible(`Nothing to complete: the status is ${refund.status}`)
  }
  refund.status = isPaid ? "succeeded" : "failed"
  if (!isPaid) {
    refund.failure_reason = "unknown"
    refund.failure_balance_transaction = account.book("refund_failure", refund, refund.amount).id
    const charge = account.charges.get(refund.charge)
    if (charge !== undefined) {
      charge.amount_refunded -= refund.amount
      charge.refunded = false
    }
  }
  account.happened("charge.refund.updated", refund)
  account.happened(isPaid ? "refund.updated" : "refund.failed", refund)
  return refund
}

function chargeOf(
  account: Account,
  intentId: string | undefined,
  chargeId: string | undefined
): Charge {
  if (intentId === undefined && chargeId === undefined) {
    throw invalidRequest("One of the following params should be provided: charge, payment_intent")
  }
  if (intentId !== undefined) {
    const { status, latest_charge: latest } = account.intent(intentId)
    const charge = status === "succeeded" ? account.charges.get(latest ?? "") : undefined
    if (charge === undefined) {
      throw impossible(
        `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
        { param: "payment_intent" }
      )
    }
    return charge
  }
  const charge = account.charges.get(chargeId ?? "")
  if (charge?.status !== "succeeded") {
    throw missing("charge", chargeId ?? "", "charge")
  }
  return charge
}

function inUnits(cents: number): string {
  return (cents / 100).toFixed(2)
}
