import type {
  IOrderModuleService,
  IPaymentModuleService,
  PaymentDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { postEntry } from "../../modules/ledger/store/post-entry"
import { captureEntry, unexpectedMoneyEntry } from "../../modules/ledger/rules/order-entries"
import { lockGroup, type GroupOrder, type OrderGroup } from "../../modules/order-group/store/groups"
import { whileSettling } from "../../modules/payment/providers/settling"
import { currentAttempt, findAttempt, type Attempt } from "../../modules/payment/store/attempts"
import { createRefund } from "../../modules/payment/store/refunds"
import { inOneTransaction, type OneTransaction } from "../lib/one-transaction"
import type { PaymentsContext } from "./context"

/**
 * Takes a charge that has succeeded into the books: every order of its group is captured, in
 * Medusa and in the ledger, in one transaction. An order that was cancelled meanwhile, or that an
 * earlier charge has paid, is not: its part is owed back, and the refund is written down with it.
 * Safe to repeat.
 */
export async function bookCapture(context: PaymentsContext, attemptId: string): Promise<void> {
  const booked = await inOneTransaction(context.container, async (transaction) => {
    const { db } = transaction
    const found = await findAttempt(db, attemptId)
    const group = found && (await lockGroup(db, found.group_id))
    // Read again with the group held: another process may just have booked it.
    const attempt = await findAttempt(db, attemptId)
    if (group === undefined || attempt?.state !== "succeeded" || attempt.booked_at !== null) {
      return []
    }
    const paid = (await currentAttempt(db, group.id))?.booked_at != null
    const cancelled = await cancelledOrders(transaction, group)
    for (const order of group.orders) {
      await (paid || cancelled.has(order.id)
        ? oweBack(transaction, group, order, attempt)
        : capture(transaction, group, order, attempt))
    }
    await db.query(
      "UPDATE payment_attempt SET booked_at = now(), updated_at = now() WHERE id = $1",
      [attempt.id]
    )
    return group.orders.map(({ id }) => id)
  })
  await context.project("orders", booked)
  await context.project("payments", booked)
}

async function cancelledOrders({ db }: OneTransaction, group: OrderGroup): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM "order" WHERE id = ANY($1::text[]) AND (canceled_at IS NOT NULL OR deleted_at IS NOT NULL)`,
    [group.orders.map(({ id }) => id)]
  )
  return new Set(rows.map(({ id }) => id))
}

async function capture(
  transaction: OneTransaction,
  group: OrderGroup,
  order: GroupOrder,
  attempt: Attempt
): Promise<void> {
  const { paymentSessionId: sessionId } = order
  if (sessionId !== null) {
    const captured = await transaction.in(
      Modules.PAYMENT,
      async (payments: IPaymentModuleService, context) => {
        const payment = await whileSettling({ groupId: group.id, movement: "capture" }, () =>
          payments.authorizePaymentSession(sessionId, {}, context)
        )
        if (payment === null) {
          throw new Error(`The payment of order ${order.id} is still awaited`)
        }
        return payments.retrievePayment(payment.id, { relations: ["captures"] }, context)
      }
    )
    await addTransactions(transaction, order.id, captured)
  }
  await postEntry(transaction.db, {
    key: `capture:${attempt.id}:${order.id}`,
    kind: "capture",
    currency: group.currency,
    orderId: order.id,
    groupId: group.id,
    postings: captureEntry({ ...order, gateway: attempt.gateway }),
  })
}

/** What Medusa's order shows as paid. */
async function addTransactions(
  transaction: OneTransaction,
  orderId: string,
  payment: PaymentDTO
): Promise<void> {
  const rows = (payment.captures ?? []).map((capture) => ({
    order_id: orderId,
    amount: capture.raw_amount ?? capture.amount,
    currency_code: payment.currency_code,
    reference: "capture",
    reference_id: capture.id,
  }))
  await transaction.in(Modules.ORDER, (orders: IOrderModuleService, context) =>
    orders.addOrderTransactions(rows as never, context)
  )
}

async function oweBack(
  { db }: OneTransaction,
  group: OrderGroup,
  order: GroupOrder,
  attempt: Attempt
): Promise<void> {
  if (order.total === 0) {
    return
  }
  await postEntry(db, {
    key: `unexpected:${attempt.id}:${order.id}`,
    kind: "unexpected_money",
    currency: group.currency,
    orderId: order.id,
    groupId: group.id,
    postings: unexpectedMoneyEntry(attempt.gateway, order.total),
  })
  await createRefund(db, {
    attemptId: attempt.id,
    groupId: group.id,
    orderId: order.id,
    kind: "unexpected",
    amount: order.total,
    reason: "The order was cancelled, or paid before, when its money came",
    requestedBy: null,
    state: "queued",
  })
}
