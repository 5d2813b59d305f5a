/** The objects of Stripe's API that are simulated, with the fields a client may look for. */

type Metadata = Record<string, string>

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "succeeded"
  | "canceled"

/** A card's refusal, or a failed authentication, as an intent remembers it. */
export type PaymentError = {
  type: "card_error" | "invalid_request_error"
  code: string
  decline_code?: string
  message: string
  charge?: string
  doc_url: string
  payment_method?: PaymentMethod
}

export type PaymentIntent = {
  id: string
  object: "payment_intent"
  /** Integer cents, as every amount. */
  amount: number
  amount_capturable: number
  amount_received: number
  automatic_payment_methods: { enabled: boolean } | null
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: "automatic"
  client_secret: string
  confirmation_method: "automatic"
  /** Seconds since 1970, as every time. */
  created: number
  currency: string
  customer: string | null
  description: string | null
  last_payment_error: PaymentError | null
  latest_charge: string | null
  livemode: false
  metadata: Metadata
  next_action: Record<string, unknown> | null
  payment_method: string | null
  payment_method_options: Record<string, unknown>
  payment_method_types: string[]
  processing: null
  receipt_email: string | null
  setup_future_usage: string | null
  shipping: null
  statement_descriptor: string | null
  status: IntentStatus
}

export type PaymentMethod = {
  id: string
  object: "payment_method"
  billing_details: { address: null; email: string | null; name: string | null; phone: null }
  card: { brand: string; country: string; exp_month: number; exp_year: number; last4: string }
  created: number
  customer: string | null
  livemode: false
  metadata: Metadata
  type: "card"
}

export type Charge = {
  id: string
  object: "charge"
  amount: number
  amount_captured: number
  amount_refunded: number
  balance_transaction: string | null
  billing_details: PaymentMethod["billing_details"]
  captured: boolean
  created: number
  currency: string
  customer: string | null
  description: string | null
  disputed: false
  failure_code: string | null
  failure_message: string | null
  livemode: false
  metadata: Metadata
  outcome: { network_status: string; reason: string | null; type: string }
  paid: boolean
  payment_intent: string
  payment_method: string
  payment_method_details: { card: PaymentMethod["card"]; type: "card" }
  receipt_url: string | null
  refunded: boolean
  status: "succeeded" | "failed"
}

export type Refund = {
  id: string
  object: "refund"
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  failure_balance_transaction?: string
  failure_reason?: string
  metadata: Metadata
  payment_intent: string
  reason: string | null
  receipt_number: null
  status: "pending" | "succeeded" | "failed"
}

export type BalanceTransaction = {
  id: string
  object: "balance_transaction"
  /** Positive into the merchant's balance, negative out of it. */
  amount: number
  available_on: number
  created: number
  currency: string
  description: string | null
  exchange_rate: null
  fee: number
  fee_details: { amount: number; currency: string; description: string; type: "stripe_fee" }[]
  /** amount - fee */
  net: number
  reporting_category: "charge" | "refund" | "refund_failure"
  /** Id of the charge or the refund. */
  source: string
  status: "pending"
  type: "charge" | "refund" | "refund_failure"
}

export type Customer = {
  id: string
  object: "customer"
  created: number
  email: string | null
  livemode: false
  metadata: Metadata
  name: string | null
  phone: string | null
}

export type StripeObject =
  PaymentIntent | PaymentMethod | Charge | Refund | BalanceTransaction | Customer

export type StripeEvent = {
  id: string
  object: "event"
  api_version: string
  created: number
  /** As the object was when it happened. */
  data: { object: StripeObject }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}
