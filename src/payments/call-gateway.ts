import type { GatewayAnswer } from "../../modules/payment/gateways/gateway"
import type { CardGateway, IntentAnswer } from "../../modules/payment/gateways/stripe/card-gateway"
import type { Asked } from "../../modules/payment/rules/attempt-state"
import type { Attempt } from "../../modules/payment/store/attempts"
import { findAttempt } from "../../modules/payment/store/attempts"
import {
  holdCall,
  holdEveryMs,
  recordAnswer,
  type Claimed,
} from "../../modules/payment/store/calls"
import type { RefundRow } from "../../modules/payment/store/refunds"
import { bookCapture } from "./book-capture"
import { bookRefund } from "./book-refund"
import type { PaymentsContext } from "./context"
import { findGroup } from "../../modules/order-group/store/groups"

/** Keeps a claimed call this process's while the gateway takes its time. */
async function whileHeld<Result>(
  context: PaymentsContext,
  table: "payment_attempt" | "payment_refund",
  id: string,
  work: () => Promise<Result>
): Promise<Result> {
  const timer = setInterval(() => {
    holdCall(context.pool, table, id).catch(() => undefined)
  }, holdEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/**
 * Asks what became of a call whose process died before it had an answer. Where the gateway knows
 * nothing of it, it may never have heard of it, and the call is made again under the same
 * reference: had it been heard after all, the gateway would call it a duplicate.
 */
async function orSendAgain(
  { row, asked }: { row: { state: string }; asked: Asked },
  ask: (asked: Asked) => Promise<GatewayAnswer>
): Promise<{ answer: GatewayAnswer; asked: Asked }> {
  const answer = await ask(asked)
  // "Pending" is also what an operator says of what it never had.
  const saysNothing = ["unknown", "pending"].includes(answer.outcome.state)
  if (asked === "charge" || row.state !== "sent" || !saysNothing) {
    return { answer, asked }
  }
  const again = await ask("charge")
  return {
    answer: { ...again, alsoAsked: [answer.exchange, ...(again.alsoAsked ?? [])] },
    asked: "charge",
  }
}

/**
 * Makes a claimed call of an attempt, the charge or a question what became of it, and takes in
 * what comes of it.
 */
export async function callForAttempt(
  context: PaymentsContext,
  claimed: Claimed<Attempt>
): Promise<void> {
  const { row } = claimed
  const { answer, asked } = await whileHeld(context, "payment_attempt", row.id, () =>
    orSendAgain(claimed, (kind) => askForAttempt(context, { row, asked: kind }))
  )
  const state = await recordAnswer(
    context.pool,
    "payment_attempt",
    { row, asked },
    row.gateway,
    answer,
    context.pauseFactor
  )
  if (state === "succeeded") {
    await bookCapture(context, row.id)
  } else {
    await projectGroup(context, row.group_id)
  }
}

async function projectGroup(context: PaymentsContext, groupId: string): Promise<void> {
  const group = await findGroup(context.pool, groupId)
  const ids = group?.orders.map(({ id }) => id) ?? []
  await context.project("orders", ids)
  await context.project("payments", ids)
}

async function askForAttempt(
  { gateways, pool }: PaymentsContext,
  { row, asked }: Claimed<Attempt>
): Promise<GatewayAnswer> {
  const { reference, receipt, conversation_id: conversationId } = row
  if (row.gateway === "stripe") {
    if (gateways.card === undefined) {
      return notConfigured(asked)
    }
    return askForCard(gateways.card, row)
  }
  const gateway = gateways.mobile[row.gateway]
  if (gateway === undefined) {
    return notConfigured(asked)
  }
  if (asked === "query") {
    return gateway.query({ kind: "charge", reference, receipt, conversationId })
  }
  const group = await findGroup(pool, row.group_id)
  return gateway.charge({
    reference,
    orderReference: (group?.orders[0]?.number ?? reference).replaceAll("-", ""),
    phone: row.phone ?? "",
    amount: row.amount,
    language: group?.language ?? "pt",
  })
}

/** Makes an attempt's intent or asks for it; one of another sum is nobody's word for this one. */
export async function askForCard(card: CardGateway, attempt: Attempt): Promise<IntentAnswer> {
  const { reference, amount, currency_code, conversation_id: intentId } = attempt
  const answer =
    intentId === null
      ? await card.createIntent({
          reference,
          amount,
          currency: currency_code.toUpperCase(),
          metadata: { order_group_id: attempt.group_id },
        })
      : await card.query({ intentId })
  const isOther =
    answer.intent !== null &&
    (answer.intent.amount !== amount ||
      answer.intent.currency !== currency_code.toUpperCase() ||
      (answer.outcome.state === "succeeded" && answer.intent.received !== amount))
  return isOther ? { ...answer, outcome: { state: "unknown" }, code: "AMOUNT_DIFFERS" } : answer
}

/** The same for a refund. */
export async function callForRefund(
  context: PaymentsContext,
  claimed: Claimed<RefundRow>
): Promise<void> {
  const { row } = claimed
  const attempt = await findAttempt(context.pool, row.attempt_id)
  if (attempt === undefined) {
    throw new Error(`Refund ${row.id} is of no attempt`)
  }
  const { answer, asked } = await whileHeld(context, "payment_refund", row.id, () =>
    orSendAgain(claimed, (kind) => askForRefund(context, { row, asked: kind }, attempt))
  )
  const state = await recordAnswer(
    context.pool,
    "payment_refund",
    { row, asked },
    attempt.gateway,
    answer,
    context.pauseFactor
  )
  if (state === "succeeded") {
    await bookRefund(context, row.id)
  } else {
    await context.project("payments", [row.order_id])
  }
}

async function askForRefund(
  { gateways }: PaymentsContext,
  { row, asked }: Claimed<RefundRow>,
  attempt: Attempt
): Promise<GatewayAnswer> {
  const { reference, receipt, conversation_id: conversationId } = row
  if (attempt.gateway === "stripe") {
    if (gateways.card === undefined) {
      return notConfigured(asked)
    }
    const refund = {
      reference,
      chargeIntentId: attempt.conversation_id ?? "",
      amount: row.amount,
    }
    return asked === "query" ? gateways.card.findRefund(refund) : gateways.card.refund(refund)
  }
  const gateway = gateways.mobile[attempt.gateway]
  if (gateway === undefined) {
    return notConfigured(asked)
  }
  return asked === "query"
    ? gateway.query({ kind: "refund", reference, receipt, conversationId })
    : gateway.refund({
        reference,
        charge: {
          reference: attempt.reference,
          receipt: attempt.receipt,
          conversationId: attempt.conversation_id,
          phone: attempt.phone ?? "",
        },
        charged: attempt.amount,
        amount: row.amount,
      })
}

function notConfigured(operation: string): GatewayAnswer {
  return {
    outcome: { state: "misconfigured" },
    code: "NOT_CONFIGURED",
    conversationId: null,
    exchange: {
      operation,
      request: {},
      status: null,
      answer: null,
      fault: "NOT_CONFIGURED",
      startedAt: new Date(),
      milliseconds: 0,
    },
  }
}
