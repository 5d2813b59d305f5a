import { newId, type Account } from "./account"
import { presentCard, type Decline } from "./cards"
import { StripeFailure, impossible } from "./failure"
import { mustBe } from "./intents"
import type { Charge, PaymentError, PaymentIntent, PaymentMethod } from "./objects"

/**
 * POST /v1/payment_intents/:id/confirm: what the payer's browser does.
 *
 * @param slowly leaves a card that pays in processing, until it is completed
 */
export function confirmIntent(
  account: Account,
  intent: PaymentIntent,
  cardName: string | undefined,
  slowly: boolean
): PaymentIntent {
  mustBe(
    intent,
    ["requires_payment_method", "requires_confirmation", "requires_action"],
    "confirmed"
  )
  if (cardName === undefined) {
    throw impossible(
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) }
    )
  }
  const { method, behaviour } = presentCard(account, cardName)
  Object.assign(intent, { payment_method: method.id, last_payment_error: null, next_action: null })
  if (behaviour === "authenticates") {
    intent.status = "requires_action"
    intent.next_action = {
      type: "use_stripe_sdk",
      use_stripe_sdk: { type: "three_d_secure_redirect", source: newId("src") },
    }
    account.happened("payment_intent.requires_action", intent)
    return intent
  }
  if (behaviour !== undefined) {
    throw decline(account, intent, method, behaviour)
  }
  if (slowly) {
    intent.status = "processing"
    account.happened("payment_intent.processing", intent)
    return intent
  }
  return pay(account, intent, method)
}

/** What follows an authentication or a slow payment, well or badly. */
export function completeIntent(account: Account, intent: PaymentIntent, isPaid: boolean) {
  const method = account.methods.get(intent.payment_method ?? "")
  const waits = intent.status === "requires_action" || intent.status === "processing"
  if (!waits || method === undefined) {
    throw impossible(`Nothing to complete: the status is ${intent.status}`)
  }
  if (isPaid) {
    return pay(account, intent, method)
  }
  if (intent.status === "processing") {
    decline(account, intent, method, { code: "card_declined", message: "Your card was declined." })
    return intent
  }
  fail(account, intent, {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message: "The provided PaymentMethod has failed authentication.",
    doc_url: "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
    payment_method: method,
  })
  return intent
}

function pay(account: Account, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  const charge = newCharge(account, intent, method)
  charge.balance_transaction = account.book("charge", charge, charge.amount).id
  Object.assign(intent, {
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  })
  account.happened("charge.succeeded", charge)
  account.happened("payment_intent.succeeded", intent)
  return intent
}

function decline(
  account: Account,
  intent: PaymentIntent,
  method: PaymentMethod,
  { code, declineCode, message }: Decline
): StripeFailure {
  const charge = newCharge(account, intent, method, { code, message })
  const details = {
    code,
    ...(declineCode === undefined ? {} : { decline_code: declineCode }),
    charge: charge.id,
  }
  intent.latest_charge = charge.id
  account.happened("charge.failed", charge)
  fail(account, intent, {
    type: "card_error",
    ...details,
    message,
    doc_url: `https://stripe.com/docs/error-codes/${code}`,
    payment_method: method,
  })
  const withIntent = { ...details, payment_intent: structuredClone(intent) }
  return new StripeFailure(402, "card_error", message, withIntent, true)
}

/** Back to the start: the payer may take another card. */
function fail(account: Account, intent: PaymentIntent, error: PaymentError): void {
  Object.assign(intent, {
    status: "requires_payment_method",
    last_payment_error: error,
    payment_method: null,
    next_action: null,
  })
  account.happened("payment_intent.payment_failed", intent)
}

function newCharge(
  account: Account,
  intent: PaymentIntent,
  method: PaymentMethod,
  failure?: { code: string; message: string }
): Charge {
  const isPaid = failure === undefined
  const id = newId("ch")
  const charge: Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: method.billing_details,
    captured: isPaid,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    outcome: {
      network_status: isPaid ? "approved_by_network" : "declined_by_network",
      reason: failure?.code ?? null,
      type: isPaid ? "authorized" : "issuer_declined",
    },
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: method.card, type: "card" },
    receipt_url: isPaid ? `https://pay.stripe.com/receipts/${id}` : null,
    refunded: false,
    status: isPaid ? "succeeded" : "failed",
  }
  account.charges.set(id, charge)
  return charge
}
