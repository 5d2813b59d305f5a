import type { IOrderModuleService, IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { refundEntry, returnedMoneyEntry } from "../../modules/ledger/rules/order-entries"
import { postEntry } from "../../modules/ledger/store/post-entry"
import { lockGroup, type GroupOrder } from "../../modules/order-group/store/groups"
import { whileSettling } from "../../modules/payment/providers/settling"
import { findAttempt } from "../../modules/payment/store/attempts"
import { findRefund, type RefundRow } from "../../modules/payment/store/refunds"
import { inOneTransaction, type OneTransaction } from "../lib/one-transaction"
import type { PaymentsContext } from "./context"
import { majorUnits } from "../workflows/checkout/money"

/** Takes a refund that the gateway has confirmed into the books, Medusa's and the ledger, once. */
export async function bookRefund(context: PaymentsContext, refundId: string): Promise<void> {
  const orderId = await inOneTransaction(context.container, async (transaction) => {
    const { db } = transaction
    const found = await findRefund(db, refundId)
    const group = found === undefined ? undefined : await lockGroup(db, found.group_id)
    // Read again with the group held: another process may just have booked it.
    const refund = await findRefund(db, refundId)
    const order = group?.orders.find(({ id }) => id === refund?.order_id)
    if (
      group === undefined ||
      refund?.state !== "succeeded" ||
      refund.booked_at !== null ||
      order === undefined
    ) {
      return undefined
    }
    const attempt = await findAttempt(db, refund.attempt_id)
    const gateway = attempt?.gateway ?? ""
    const common = { currency: group.currency, orderId: order.id, groupId: group.id }
    if (refund.kind === "unexpected") {
      await postEntry(db, {
        ...common,
        key: `returned:${refund.id}`,
        kind: "returned_money",
        postings: returnedMoneyEntry(gateway, refund.amount),
      })
    } else {
      const before = await bookedOf(transaction, order.id)
      await postEntry(db, {
        ...common,
        key: `refund:${refund.id}`,
        kind: "refund",
        postings: refundEntry({ ...order, gateway }, before, refund.amount),
      })
      if (refund.medusa_refund_id === null) {
        await refundInMedusa(transaction, group.id, order, refund, group.currency)
      }
    }
    await db.query(
      "UPDATE payment_refund SET booked_at = now(), updated_at = now() WHERE id = $1",
      [refund.id]
    )
    return order.id
  })
  if (orderId !== undefined) {
    await context.project("orders", [orderId])
    await context.project("payments", [orderId])
  }
}

/** Cents of an order's refunds that are in the books. */
async function bookedOf({ db }: OneTransaction, orderId: string): Promise<number> {
  const { rows } = await db.query<{ amount: string }>(
    `SELECT coalesce(sum(amount), 0)::text AS amount FROM payment_refund
      WHERE order_id = $1 AND kind = 'asked' AND booked_at IS NOT NULL`,
    [orderId]
  )
  return Number(rows[0]?.amount ?? 0)
}

async function refundInMedusa(
  transaction: OneTransaction,
  groupId: string,
  order: GroupOrder,
  refund: RefundRow,
  currency: string
): Promise<void> {
  const amount = majorUnits(refund.amount)
  await transaction.in(Modules.PAYMENT, async (payments: IPaymentModuleService, context) => {
    const [payment] = await payments.listPayments(
      { payment_session_id: order.paymentSessionId } as never,
      {},
      context
    )
    if (payment === undefined) {
      throw new Error(`Order ${order.id} has no payment to refund of`)
    }
    await whileSettling({ groupId, movement: "refund" }, () =>
      payments.refundPayment({ payment_id: payment.id, amount, note: refund.id }, context)
    )
  })
  await transaction.in(Modules.ORDER, (orders: IOrderModuleService, context) =>
    orders.addOrderTransactions(
      [
        {
          order_id: order.id,
          amount: -amount,
          currency_code: currency,
          reference: "refund",
          reference_id: refund.id,
        },
      ] as never,
      context
    )
  )
}
