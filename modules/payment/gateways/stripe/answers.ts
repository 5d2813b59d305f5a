import { z } from "zod"
import type { Exchange, Outcome } from "../gateway"
import type { Called } from "./call"
import type { Intent, IntentAnswer, RefundAnswer } from "./card-gateway"
import { errorOutcome, type CallFault } from "./rules/error-outcome"
import { intentOutcome } from "./rules/intent-outcome"
import { refundOutcome } from "./rules/refund-outcome"
import { refusalOf } from "./rules/refusal-reason"

/**
 * Whether a call asked for something, so that an error says whether it was taken on, or was about
 * something that exists apart from the call, so that an error says nothing of it.
 */
export type Purpose = "order" | "question"

const statuses = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
] as const

const text = z.string().min(1)

const intentSchema = z.object({
  id: text,
  object: z.literal("payment_intent"),
  status: text,
  client_secret: text.nullish(),
  amount: z.int(),
  amount_received: z.int().nullish(),
  currency: text,
  metadata: z.record(z.string(), z.string()).nullish(),
  cancellation_reason: z.string().nullish(),
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish(),
  latest_charge: z
    .union([
      text.transform((id) => ({ id, amount_refunded: null })),
      z.object({ id: text, amount_refunded: z.int().nullish() }),
    ])
    .nullish(),
})

const refundSchema = z.object({
  id: text,
  object: z.literal("refund"),
  status: z.string().nullable(),
  payment_intent: z.union([text, z.object({ id: text }).transform(({ id }) => id)]).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
})

export const refundListSchema = z.object({
  object: z.literal("list"),
  data: z.array(refundSchema),
  has_more: z.boolean(),
})

export type StripeRefund = z.infer<typeof refundSchema>

/** The answer to a call that gives a PaymentIntent; also for an error that came with one. */
export function intentAnswer(
  called: Called,
  purpose: Purpose,
  preceding: readonly Exchange[] = []
): IntentAnswer {
  const parsed = intentSchema.safeParse(called.given ?? called.intentOfError)
  if (!parsed.success) {
    return { ...failed(called, purpose, preceding), intent: null }
  }
  const intent = toIntent(parsed.data)
  return {
    outcome: intentOutcome(intent, parsed.data.cancellation_reason ?? null),
    code: called.fault.code ?? parsed.data.status,
    conversationId: intent.id,
    exchange: called.exchange,
    preceding,
    intent,
  }
}

/** The answer to a call that gives one refund. */
export function refundAnswer(called: Called, intentId: string): RefundAnswer {
  const parsed = refundSchema.safeParse(called.given)
  return parsed.success
    ? { ...foundRefund(called, parsed.data, []), conversationId: intentId }
    : { ...failed(called, "order", []), conversationId: intentId, refundId: null }
}

export function foundRefund(
  called: Called,
  refund: StripeRefund,
  preceding: readonly Exchange[]
): RefundAnswer {
  return {
    outcome: refundOutcome(refund),
    code: refund.status,
    conversationId: refund.payment_intent ?? null,
    exchange: called.exchange,
    preceding,
    refundId: refund.id,
  }
}

/** The answer to a call that gave nothing to read. */
export function failed(called: Called, purpose: Purpose, preceding: readonly Exchange[]) {
  return {
    outcome: outcomeOf(called.fault, purpose),
    code: called.fault.code ?? called.fault.type,
    conversationId: null,
    exchange: called.exchange,
    preceding,
  }
}

function outcomeOf(fault: CallFault, purpose: Purpose): Outcome {
  return purpose === "order" ? errorOutcome(fault) : { state: "unknown" }
}

function toIntent(given: z.infer<typeof intentSchema>): Intent {
  const error = given.last_payment_error
  return {
    id: given.id,
    status: statuses.find((status) => status === given.status) ?? "unknown",
    clientSecret: given.client_secret ?? null,
    amount: given.amount,
    received: given.amount_received ?? 0,
    refunded: given.latest_charge?.amount_refunded ?? null,
    currency: given.currency.toUpperCase(),
    reference: given.metadata?.reference ?? null,
    metadata: given.metadata ?? {},
    chargeId: given.latest_charge?.id ?? null,
    lastRefusal: error == null ? null : refusalOf({ ...error, declineCode: error.decline_code }),
  }
}
