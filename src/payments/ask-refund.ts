import { findGroupOfOrder, lockGroup } from "../../modules/order-group/store/groups"
import { currentAttempt } from "../../modules/payment/store/attempts"
import { createRefund, refundedOrAsked, type RefundRow } from "../../modules/payment/store/refunds"
import { AppError } from "../lib/errors"
import { inOneTransaction } from "../lib/one-transaction"
import type { PaymentsContext } from "./context"

export type AskedRefund = {
  orderId: string
  /** Cents; all that is left where it is left out. */
  amount: number | undefined
  reason: string
  by: string
  /** Whether who asks may also decide: it is sent at once then. */
  decides: boolean
}

/**
 * Asks for money of an order back: never more than was captured, whatever else is asked for at
 * the same time.
 *
 * @throws AppError ORDER_NOT_FOUND, REFUND_NOT_POSSIBLE.
 */
export async function askRefund(
  context: PaymentsContext,
  { orderId, amount, reason, by, decides }: AskedRefund
): Promise<RefundRow> {
  const found = await findGroupOfOrder(context.pool, orderId)
  if (found === undefined) {
    throw new AppError("ORDER_NOT_FOUND")
  }
  const refund = await inOneTransaction(context.container, async ({ db }) => {
    const group = await lockGroup(db, found.id)
    const attempt = await currentAttempt(db, found.id)
    const total = group?.orders.find(({ id }) => id === orderId)?.total ?? 0
    const left = total - (await refundedOrAsked(db, orderId))
    const wanted = amount ?? left
    if (attempt === undefined || attempt.booked_at === null || wanted <= 0 || wanted > left) {
      const details = [{ path: "amount", message: `no more than ${left} cents can go back` }]
      throw new AppError("REFUND_NOT_POSSIBLE", { details })
    }
    return createRefund(db, {
      attemptId: attempt.id,
      groupId: found.id,
      orderId,
      kind: "asked",
      amount: wanted,
      reason,
      requestedBy: by,
      state: decides ? "queued" : "requested",
    })
  })
  if (refund === undefined) {
    throw new AppError("REFUND_NOT_POSSIBLE")
  }
  await context.project("payments", [orderId])
  return refund
}

/**
 * Decides a refund that its buyer asked for: it is sent, or it is not.
 *
 * @throws AppError REFUND_NOT_POSSIBLE where it was decided before, or is not of this order.
 */
export async function decideRefund(
  context: PaymentsContext,
  decision: { refundId: string; orderId: string; by: string; agrees: boolean }
): Promise<void> {
  const { refundId, orderId, by, agrees } = decision
  const { rowCount } = await context.pool.query(
    `UPDATE payment_refund
        SET state = $3, decided_by = $4, next_call_at = now(), updated_at = now()
      WHERE id = $1 AND order_id = $2 AND state = 'requested'`,
    [refundId, orderId, agrees ? "queued" : "rejected", by]
  )
  if (rowCount !== 1) {
    throw new AppError("REFUND_NOT_POSSIBLE")
  }
  await context.project("payments", [orderId])
}
