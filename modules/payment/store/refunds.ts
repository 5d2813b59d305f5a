import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import { referenceOf } from "../gateways/shared/rules/reference"
import type { RefundState } from "../rules/refund-state"

/** Money that goes back to a buyer; the amount in integer cents. */
export type RefundRow = {
  id: string
  attempt_id: string
  group_id: string
  order_id: string
  kind: "asked" | "unexpected"
  amount: number
  reason: string
  requested_by: string | null
  decided_by: string | null
  reference: string
  state: RefundState
  code: string | null
  failure: string | null
  medusa_refund_id: string | null
  conversation_id: string | null
  receipt: string | null
  calls: number
  next_call_at: Date | null
  sent_at: Date | null
  settled_at: Date | null
  booked_at: Date | null
  created_at: Date
}

export type NewRefund = {
  attemptId: string
  groupId: string
  orderId: string
  kind: RefundRow["kind"]
  amount: number
  reason: string
  requestedBy: string | null
  /** Where somebody has to agree first; it is sent at once otherwise. */
  state: "requested" | "queued"
  medusaRefundId?: string
}

/**
 * Writes a refund down before any gateway hears of it. Money nobody expected is written once an
 * order and attempt, a refund of Medusa's once: a repeat gives undefined.
 */
export async function createRefund(
  db: Queryable,
  refund: NewRefund
): Promise<RefundRow | undefined> {
  const id = generateEntityId(undefined, "pref")
  const { rows } = await db.query<RefundRow>(
    `INSERT INTO payment_refund (id, attempt_id, group_id, order_id, kind, amount, reason,
                                 requested_by, reference, state, medusa_refund_id, next_call_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
     ON CONFLICT DO NOTHING RETURNING *`,
    [
      id,
      refund.attemptId,
      refund.groupId,
      refund.orderId,
      refund.kind,
      refund.amount,
      refund.reason,
      refund.requestedBy,
      referenceOf(id),
      refund.state,
      refund.medusaRefundId ?? null,
    ]
  )
  return rows[0]
}

export async function findRefund(db: Queryable, id: string): Promise<RefundRow | undefined> {
  const { rows } = await db.query<RefundRow>("SELECT * FROM payment_refund WHERE id = $1", [id])
  return rows[0]
}

/**
 * Cents of an order that are spoken for: gone back, on their way, or asked for. To be read with
 * the group held, so that refunds at once cannot exceed what was captured.
 */
export async function refundedOrAsked(db: Queryable, orderId: string): Promise<number> {
  const { rows } = await db.query<{ amount: string }>(
    `SELECT coalesce(sum(amount), 0)::text AS amount FROM payment_refund
      WHERE order_id = $1 AND kind = 'asked' AND state <> 'rejected'`,
    [orderId]
  )
  return Number(rows[0]?.amount ?? 0)
}

/** Refunds that have gone through and are not in the books. */
export async function unbookedRefunds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM payment_refund WHERE state = 'succeeded' AND booked_at IS NULL
      ORDER BY settled_at LIMIT 50`
  )
  return rows.map(({ id }) => id)
}
