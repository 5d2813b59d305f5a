import type { Exchange } from "../gateway"
import { intentAnswer, refundAnswer } from "./answers"
import { callStripe } from "./call"
import type { CardGateway, CardRefund, IntentAnswer, NewIntent, RefundAnswer } from "./card-gateway"
import type { StripeConfig } from "./config"
import { findRefund } from "./find-refund"
import { verifyWebhook } from "./webhook"

/** The gateway for cards that a configuration asks for. Opens no connection. */
export function createStripeGateway(config: StripeConfig): CardGateway {
  return {
    id: "stripe",
    currency: config.currency,
    createIntent: (intent) => createIntent(config, intent),
    query: (question) =>
      "intentId" in question
        ? queryIntent(config, question.intentId)
        : findIntent(config, question),
    cancelIntent: (intentId, because) => cancelIntent(config, intentId, because),
    refund: (refund) => createRefund(config, refund),
    findRefund: (refund) => findRefund(config, refund),
    verifyWebhook: (rawBody, signature) => verifyWebhook(config.webhookSecret, rawBody, signature),
  }
}

async function createIntent(config: StripeConfig, intent: NewIntent): Promise<IntentAnswer> {
  const { answer, replayed } = await openIntent(config, intent)
  return replayed ? refresh(config, answer) : answer
}

async function findIntent(config: StripeConfig, intent: NewIntent): Promise<IntentAnswer> {
  const { answer } = await openIntent(config, intent)
  return refresh(config, answer)
}

async function openIntent(config: StripeConfig, intent: NewIntent) {
  const called = await callStripe(config, "create_intent", (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: intent.amount,
        currency: (intent.currency ?? config.currency).toLowerCase(),
        capture_method: "automatic",
        // Cards settle at once; other methods take days and have rules of their own.
        payment_method_types: ["card"],
        metadata: { ...intent.metadata, reference: intent.reference },
        ...(intent.description === undefined ? {} : { description: intent.description }),
      },
      { idempotencyKey: `intent:${intent.reference}` }
    )
  )
  return { answer: intentAnswer(called, "order"), replayed: called.replayed }
}

/** A repeated answer tells of an intent as it was when it was made: asks how it is now. */
function refresh(config: StripeConfig, answer: IntentAnswer): Promise<IntentAnswer> {
  return answer.intent === null
    ? Promise.resolve(answer)
    : queryIntent(config, answer.intent.id, [answer.exchange])
}

async function queryIntent(
  config: StripeConfig,
  intentId: string,
  preceding: readonly Exchange[] = []
): Promise<IntentAnswer> {
  const called = await callStripe(config, "query_intent", (stripe) =>
    // The charge tells what went back since.
    stripe.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })
  )
  return { ...intentAnswer(called, "question", preceding), conversationId: intentId }
}

async function cancelIntent(
  config: StripeConfig,
  intentId: string,
  because: "cancelled" | "expired"
): Promise<IntentAnswer> {
  const called = await callStripe(config, "cancel_intent", (stripe) =>
    // No idempotency key: a second one is refused with the intent as it is now, which is better
    // than the answer to the first.
    stripe.paymentIntents.cancel(intentId, {
      cancellation_reason: because === "cancelled" ? "requested_by_customer" : "abandoned",
    })
  )
  return { ...intentAnswer(called, "question"), conversationId: intentId }
}

async function createRefund(config: StripeConfig, refund: CardRefund): Promise<RefundAnswer> {
  const { reference, chargeIntentId, amount } = refund
  const called = await callStripe(config, "refund", (stripe) =>
    stripe.refunds.create(
      { payment_intent: chargeIntentId, amount, metadata: { reference } },
      { idempotencyKey: reference }
    )
  )
  return refundAnswer(called, chargeIntentId)
}
