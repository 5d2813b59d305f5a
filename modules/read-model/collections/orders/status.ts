import type { OrderRow } from "./rows"

export type OrderStatus =
  "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "cancelled" | "refunded"

export type OrderPaymentStatus = "pending" | "paid" | "failed" | "refunded"

type Standing = Pick<
  OrderRow,
  | "total"
  | "refunded"
  | "paid_at"
  | "attempt_state"
  | "fulfilled_at"
  | "shipped_at"
  | "delivered_at"
  | "canceled_at"
>

function isWhollyRefunded({ paid_at, refunded, total }: Standing): boolean {
  return paid_at !== null && total > 0 && refunded >= total
}

/** Where an order stands, in the contract's words. */
export function orderStatus(order: Standing): OrderStatus {
  if (isWhollyRefunded(order)) {
    return "refunded"
  }
  if (order.canceled_at !== null) {
    return "cancelled"
  }
  if (order.delivered_at !== null) {
    return "delivered"
  }
  if (order.shipped_at !== null) {
    return "shipped"
  }
  if (order.fulfilled_at !== null) {
    return "processing"
  }
  return order.paid_at === null ? "pending" : "confirmed"
}

/** Where its money stands: a refund of a part leaves it paid. */
export function orderPaymentStatus(order: Standing): OrderPaymentStatus {
  if (isWhollyRefunded(order)) {
    return "refunded"
  }
  if (order.paid_at !== null) {
    return "paid"
  }
  return order.attempt_state === "failed" ? "failed" : "pending"
}
