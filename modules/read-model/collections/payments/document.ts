import { toObjectId } from "../ids"
import type { PaymentRefundRow, PaymentRow } from "./rows"

export type PaymentStatus =
  "pending" | "processing" | "succeeded" | "failed" | "cancelled" | "refunded"

/** What a payment's ObjectId is made of: its order has the other. */
export function paymentSeed(orderId: string): string {
  return `payment:${orderId}`
}

/** The order behind a payment's seed; undefined for another id. */
export function orderOfPaymentSeed(seed: string): string | undefined {
  return seed.startsWith("payment:") ? seed.slice("payment:".length) : undefined
}

const refunded = (refunds: readonly PaymentRefundRow[]) =>
  refunds.filter(({ state }) => state === "succeeded").reduce((sum, { amount }) => sum + amount, 0)

function statusOf(row: PaymentRow): PaymentStatus {
  switch (row.attempt_state) {
    case "succeeded":
      return row.total > 0 && refunded(row.refunds) >= row.total ? "refunded" : "succeeded"
    case "failed":
      return "failed"
    case "cancelled":
      return "cancelled"
    case "queued":
    case "sent":
    case "pending":
    case "unknown":
    case "needs_review":
      return "processing"
    default:
      if (row.total === 0) {
        return "succeeded"
      }
      return row.canceled_at === null ? "pending" : "cancelled"
  }
}

const methods = { mpesa: "m-pesa", emola: "e-mola", card: "credit_card" } as const
const gateways: Record<string, string> = { mpesa: "m-pesa", emola: "e-mola", stripe: "stripe" }

/** One order's part of a payment, as the contract has it; amounts in cents. */
export function toPaymentDocument(row: PaymentRow) {
  return {
    _id: toObjectId(paymentSeed(row.id)),
    medusaId: row.id,
    orderId: toObjectId(row.id),
    userId: toObjectId(row.account_id),
    amount: row.total,
    currency: row.currency_code.toUpperCase(),
    method: methods[row.payment_method],
    status: statusOf(row),
    paymentIntentId: row.attempt_id,
    externalId: row.receipt ?? row.conversation_id,
    gateway: gateways[row.gateway ?? ""] ?? null,
    // Already masked where it was stored.
    gatewayData:
      row.attempt_id === null
        ? null
        : {
            state: row.attempt_state,
            code: row.code,
            failure: row.failure,
            operation: row.answer?.operation ?? null,
            httpStatus: row.answer?.status ?? null,
            answer: row.answer?.answer ?? null,
          },
    failureReason: row.attempt_state === "failed" ? row.failure : null,
    cardInfo: null,
    pixCode: null as string | null,
    pixExpiresAt: null as Date | null,
    refundedAmount: refunded(row.refunds),
    refunds: row.refunds.map((refund) => ({
      _id: toObjectId(refund.id),
      amount: refund.amount,
      reason: refund.reason,
      status: refund.state,
      externalId: refund.receipt,
      createdAt: new Date(refund.created_at),
    })),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    paidAt: row.settled_at,
  }
}

export type PaymentDocument = ReturnType<typeof toPaymentDocument>
