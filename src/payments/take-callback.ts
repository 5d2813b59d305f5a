import type { Callback } from "../../modules/payment/gateways/gateway"
import { attemptOfCallback, type Gateway } from "../../modules/payment/store/attempts"
import { claimCall, recordExchange } from "../../modules/payment/store/calls"
import { callForAttempt } from "./call-gateway"
import type { PaymentsContext } from "./context"

/** What came in, fit to be stored. */
export type Received = { operation: string; body: string }

/**
 * Takes a callback for what it is, a hint: it is kept, and the gateway is asked about the attempt
 * that it names. Nothing it says is believed, and one that names nothing of ours changes nothing.
 */
export async function takeCallback(
  context: PaymentsContext,
  gateway: Gateway,
  named: Pick<Callback, "reference" | "conversationId">,
  received: Received
): Promise<void> {
  const { pool } = context
  const attempt = await attemptOfCallback(pool, gateway, named)
  await recordExchange(pool, attempt?.id ?? null, gateway, {
    operation: received.operation,
    request: {},
    status: null,
    answer: received.body,
    fault: null,
    startedAt: new Date(),
    milliseconds: 0,
  })
  if (attempt === undefined || attempt.state === "succeeded") {
    return
  }
  const isOver = attempt.state === "failed" || attempt.state === "needs_review"
  const claimed = isOver
    ? { row: attempt, asked: "query" as const }
    : ["pending", "unknown"].includes(attempt.state)
      ? await claimCall(pool, "payment_attempt", attempt.id)
      : undefined
  if (claimed !== undefined) {
    await callForAttempt(context, claimed)
  }
}
