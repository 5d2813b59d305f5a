import type {
  IInventoryService,
  IOrderModuleService,
  IPaymentModuleService,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { lockGroup, type OrderGroup } from "../../modules/order-group/store/groups"
import {
  cancelUnsentAttempt,
  currentAttempt,
  type Attempt,
} from "../../modules/payment/store/attempts"
import { createRefund, refundedOrAsked } from "../../modules/payment/store/refunds"
import { AppError } from "../lib/errors"
import { inOneTransaction, type OneTransaction } from "../lib/one-transaction"
import type { Queryable } from "../lib/queryable"
import type { PaymentsContext } from "./context"

export type Cancelling = {
  groupId: string
  /** All orders of the group where it is left out. */
  orderId?: string
  /** Medusa's id of who cancels; null for the marketplace itself. */
  by: string | null
  reason: string
}

/**
 * Cancels orders of a group that have not been sent: stock is given back, and what was paid is
 * refunded. Where the buyer may be typing a PIN, what comes of it is refunded when it comes.
 *
 * @throws AppError ORDER_NOT_FOUND, ORDER_NOT_CANCELLABLE.
 */
export async function cancelOrders(
  context: PaymentsContext,
  cancelling: Cancelling
): Promise<string[]> {
  const cancelled = await inOneTransaction(context.container, async (transaction) => {
    const group = await lockGroup(transaction.db, cancelling.groupId)
    if (group === undefined) {
      throw new AppError("ORDER_NOT_FOUND")
    }
    return cancelWithin(transaction, group, cancelling)
  })
  await projectCancelled(context, cancelled)
  return cancelled
}

/** Shows what was cancelled, and the stock that came back. */
export async function projectCancelled(
  context: PaymentsContext,
  orderIds: readonly string[]
): Promise<void> {
  await context.project("orders", orderIds)
  await context.project("payments", orderIds)
  await context.project("products", await productsOf(context.pool, orderIds))
}

/** The goods of orders, whose stock they move. */
export async function productsOf(db: Queryable, orderIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ product_id: string }>(
    `SELECT DISTINCT li.product_id FROM order_item oi JOIN order_line_item li ON li.id = oi.item_id
      WHERE oi.order_id = ANY($1::text[]) AND li.product_id IS NOT NULL`,
    [orderIds]
  )
  return rows.map(({ product_id: id }) => id)
}

/** The same in a transaction that holds the group. */
export async function cancelWithin(
  transaction: OneTransaction,
  group: OrderGroup,
  { orderId, by, reason }: Cancelling
): Promise<string[]> {
  const { db } = transaction
  const open = await openOrders(transaction, group)
  const ids = group.orders
    .map(({ id }) => id)
    .filter((id) => open.has(id) && (orderId === undefined || id === orderId))
  if (orderId !== undefined && ids.length === 0) {
    throw new AppError("ORDER_NOT_CANCELLABLE")
  }
  const attempt = await currentAttempt(db, group.id)
  for (const id of ids) {
    await refundWhole(transaction, group, id, attempt, by, reason)
    await giveStockBack(transaction, id)
    await transaction.in(Modules.ORDER, (orders: IOrderModuleService, context) =>
      orders.cancel(id, context)
    )
    await closeUnpaid(transaction, group, id, attempt)
  }
  if (ids.length === open.size && attempt?.state !== "succeeded") {
    // Nothing is left to be paid for.
    await cancelUnsentAttempt(db, group.id)
    await db.query(
      "UPDATE order_group SET closed_at = now(), updated_at = now() WHERE id = $1 AND closed_at IS NULL",
      [group.id]
    )
  }
  return ids
}

/** Orders that are neither cancelled nor on their way. */
async function openOrders({ db }: OneTransaction, group: OrderGroup): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT o.id FROM "order" o
      WHERE o.id = ANY($1::text[]) AND o.canceled_at IS NULL AND o.deleted_at IS NULL
        AND NOT EXISTS (
          SELECT FROM order_fulfillment l JOIN fulfillment f ON f.id = l.fulfillment_id
           WHERE l.order_id = o.id AND l.deleted_at IS NULL AND f.deleted_at IS NULL
             AND f.canceled_at IS NULL)`,
    [group.orders.map(({ id }) => id)]
  )
  return new Set(rows.map(({ id }) => id))
}

async function refundWhole(
  { db }: OneTransaction,
  group: OrderGroup,
  orderId: string,
  attempt: Attempt | undefined,
  by: string | null,
  reason: string
): Promise<void> {
  const total = group.orders.find(({ id }) => id === orderId)?.total ?? 0
  const left = total - (await refundedOrAsked(db, orderId))
  // Not in the books yet: taking it in will see the order cancelled, and owe it back.
  if (attempt === undefined || attempt.booked_at === null || left <= 0) {
    return
  }
  await createRefund(db, {
    attemptId: attempt.id,
    groupId: group.id,
    orderId,
    kind: "asked",
    amount: left,
    reason,
    requestedBy: by,
    state: "queued",
  })
}

/** Nothing is outstanding of an order that is cancelled before it was paid. */
async function closeUnpaid(
  transaction: OneTransaction,
  group: OrderGroup,
  orderId: string,
  attempt: Attempt | undefined
): Promise<void> {
  const order = group.orders.find(({ id }) => id === orderId)
  if (order !== undefined && attempt?.booked_at == null) {
    await transaction.in(Modules.PAYMENT, (payments: IPaymentModuleService, context) =>
      payments.updatePaymentCollections(
        order.paymentCollectionId,
        { status: "canceled" } as never,
        context
      )
    )
  }
}

async function giveStockBack(transaction: OneTransaction, orderId: string): Promise<void> {
  const { rows } = await transaction.db.query<{ item_id: string }>(
    "SELECT DISTINCT item_id FROM order_item WHERE order_id = $1 AND deleted_at IS NULL",
    [orderId]
  )
  await transaction.in(Modules.INVENTORY, (inventory: IInventoryService, context) =>
    inventory.deleteReservationItemsByLineItem(
      rows.map(({ item_id: id }) => id),
      context
    )
  )
}
