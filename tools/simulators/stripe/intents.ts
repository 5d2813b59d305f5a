import { newId, type Account } from "./account"
import { impossible, invalidRequest } from "./failure"
import type { IntentStatus, PaymentIntent } from "./objects"
import type { Params } from "./params"

/** Integer cents. */
const smallest = 50
const largest = 99_999_999

/** Read and left alone: they change nothing that is simulated. */
const ignored = [
  "confirmation_method",
  "off_session",
  "payment_method_configuration",
  "payment_method_options",
  "return_url",
  "shipping",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "use_stripe_sdk",
]

/** POST /v1/payment_intents, but for its confirmation. */
export function createIntent(account: Account, params: Params): PaymentIntent {
  params.allow(
    "amount",
    "currency",
    "metadata",
    "description",
    "capture_method",
    "automatic_payment_methods",
    "payment_method_types",
    "payment_method",
    "confirm",
    "customer",
    "receipt_email",
    "setup_future_usage",
    "expand",
    ...ignored
  )
  const amount = readAmount(params.requiredInteger("amount"))
  const currency = readCurrency(params.requiredText("currency"))
  if ((params.text("capture_method") ?? "automatic") !== "automatic") {
    throw invalidRequest("This simulator captures automatically", { param: "capture_method" })
  }
  const id = newId("pi")
  const types = params.list("payment_method_types")
  const intent: PaymentIntent = {
    id,
    object: "payment_intent",
    amount,
    amount_capturable: 0,
    amount_received: 0,
    automatic_payment_methods: types.length === 0 ? { enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${newId("s").slice(2)}`,
    confirmation_method: "automatic",
    created: account.now(),
    currency,
    customer: params.text("customer") ?? null,
    description: params.text("description") ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: params.metadata(),
    next_action: null,
    payment_method: null,
    payment_method_options: {},
    payment_method_types: types.length === 0 ? ["card"] : types,
    processing: null,
    receipt_email: params.text("receipt_email") ?? null,
    setup_future_usage: params.text("setup_future_usage") ?? null,
    shipping: null,
    statement_descriptor: null,
    status: "requires_payment_method",
  }
  account.intents.set(id, intent)
  account.happened("payment_intent.created", intent)
  return intent
}

/** POST /v1/payment_intents/:id */
export function updateIntent(intent: PaymentIntent, params: Params): PaymentIntent {
  params.allow(
    "amount",
    "currency",
    "metadata",
    "description",
    "customer",
    "receipt_email",
    "expand",
    ...ignored
  )
  mustBe(intent, ["requires_payment_method", "requires_confirmation", "requires_action"], "updated")
  const amount = params.integer("amount")
  const currency = params.text("currency")
  Object.assign(intent, {
    ...(amount === undefined ? {} : { amount: readAmount(amount) }),
    ...(currency === undefined ? {} : { currency: readCurrency(currency) }),
    metadata: { ...intent.metadata, ...params.metadata() },
    description: params.text("description") ?? intent.description,
    customer: params.text("customer") ?? intent.customer,
    receipt_email: params.text("receipt_email") ?? intent.receipt_email,
  })
  return intent
}

/** POST /v1/payment_intents/:id/cancel */
export function cancelIntent(
  account: Account,
  intent: PaymentIntent,
  params: Params
): PaymentIntent {
  params.allow("cancellation_reason", "expand")
  const reason = params.text("cancellation_reason") ?? null
  const reasons = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"]
  if (reason !== null && !reasons.includes(reason)) {
    throw invalidRequest(`Invalid cancellation_reason: must be one of ${reasons.join(", ")}`, {
      param: "cancellation_reason",
    })
  }
  mustBe(
    intent,
    ["requires_payment_method", "requires_confirmation", "requires_action", "processing"],
    "canceled"
  )
  Object.assign(intent, {
    status: "canceled",
    canceled_at: account.now(),
    cancellation_reason: reason,
    next_action: null,
  })
  account.happened("payment_intent.canceled", intent)
  return intent
}

/** Refuses, with the intent as it is, what its state does not allow. */
export function mustBe(
  intent: PaymentIntent,
  allowed: readonly IntentStatus[],
  done: "canceled" | "confirmed" | "updated"
): void {
  if (!allowed.includes(intent.status)) {
    throw impossible(
      `This PaymentIntent's status is ${intent.status}: only one with ${allowed.join(", ")} can be ${done}.`,
      { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) }
    )
  }
}

function readAmount(amount: number): number {
  if (amount < smallest) {
    throw invalidRequest(
      amount < 1 ? "This value must be greater than or equal to 1." : "Amount is too small",
      { code: amount < 1 ? "parameter_invalid_integer" : "amount_too_small", param: "amount" }
    )
  }
  if (amount > largest) {
    throw invalidRequest("Amount must be no more than 999,999.99", {
      code: "amount_too_large",
      param: "amount",
    })
  }
  return amount
}

function readCurrency(currency: string): string {
  if (!/^[a-zA-Z]{3}$/.test(currency)) {
    throw invalidRequest(`Invalid currency: ${currency}.`, { param: "currency" })
  }
  return currency.toLowerCase()
}
