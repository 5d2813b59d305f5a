import { lockGroup, type OrderGroup } from "../../modules/order-group/store/groups"
import type { Attempt } from "../../modules/payment/store/attempts"
import { askForCard } from "./call-gateway"
import { claimCall, recordAnswer } from "../../modules/payment/store/calls"
import { createAttempt, currentAttempt, queueAttempt } from "../../modules/payment/store/attempts"
import { AppError } from "../lib/errors"
import { inOneTransaction } from "../lib/one-transaction"
import { paymentMethods } from "../workflows/checkout/payment-methods"
import type { PaymentsContext } from "./context"

/** An attempt under way and, of a card, what the buyer's browser needs. */
export type Started = { attempt: Attempt; clientSecret: string | null }

/**
 * Begins to have a group of orders paid: by mobile money the request to the phone is sent by the
 * worker, by card the buyer's browser goes on. Safe to repeat: while an attempt may still take
 * money no other is made.
 *
 * @param phone E.164; of a card undefined
 * @throws AppError PAYMENT_NOT_POSSIBLE where nothing is to be paid any more, VALIDATION_FAILED.
 */
export async function startPayment(
  context: PaymentsContext,
  groupId: string,
  phone: string | undefined
): Promise<Started> {
  const attempt = await inOneTransaction(context.container, async ({ db }) => {
    const group = await lockGroup(db, groupId)
    if (group === undefined) {
      throw new AppError("ORDER_NOT_FOUND")
    }
    const current = await currentAttempt(db, groupId)
    if (current !== undefined && current.state !== "created" && isOpen(current)) {
      return current
    }
    refuseUnpayable(group, current)
    const fresh =
      current?.state === "created"
        ? current
        : await createAttempt(db, {
            groupId,
            gateway: paymentMethods[group.method].gateway,
            amount: group.total,
            currency: group.currency,
          })
    return queueAttempt(db, fresh.id, phoneFor(context, group, phone, fresh.amount))
  })
  return attempt.gateway === "stripe" ? openCard(context, attempt) : { attempt, clientSecret: null }
}

/** What the buyer's browser needs is asked of the gateway each time, and never stored. */
async function openCard(context: PaymentsContext, attempt: Attempt): Promise<Started> {
  const { card } = context.gateways
  if (card === undefined) {
    throw new AppError("PAYMENT_NOT_POSSIBLE")
  }
  const claimed = await claimCall(context.pool, "payment_attempt", attempt.id)
  const answer = await askForCard(card, claimed?.row ?? attempt)
  if (claimed !== undefined) {
    await recordAnswer(
      context.pool,
      "payment_attempt",
      claimed,
      attempt.gateway,
      answer,
      context.pauseFactor
    )
  }
  return { attempt, clientSecret: answer.intent?.clientSecret ?? null }
}

function isOpen(attempt: Attempt): boolean {
  return attempt.state !== "failed" && attempt.state !== "cancelled"
}

function refuseUnpayable(group: OrderGroup, current: Attempt | undefined): void {
  const isOver = group.expiresAt !== null && group.expiresAt.getTime() <= Date.now()
  if (group.closedAt !== null || isOver || group.total === 0 || current?.state === "succeeded") {
    throw new AppError("PAYMENT_NOT_POSSIBLE")
  }
}

/** The phone a request is sent to; refused where its operator, or the amount, is not the gateway's. */
function phoneFor(
  { gateways }: PaymentsContext,
  group: OrderGroup,
  phone: string | undefined,
  amount: number
): string | null {
  if (group.method === "card") {
    return null
  }
  const gateway = gateways.mobile[group.method]
  if (gateway === undefined) {
    throw new AppError("PAYMENT_NOT_POSSIBLE")
  }
  const refused = gateway.refuseAmount(amount)
  if (refused !== undefined) {
    throw new AppError("PAYMENT_NOT_POSSIBLE", { details: [{ path: "amount", message: refused }] })
  }
  if (phone === undefined || !gateway.serves(phone)) {
    const message = "is not a number of this operator's"
    throw new AppError("VALIDATION_FAILED", { details: [{ path: "phone", message }] })
  }
  return phone
}
