import type { Queryable } from "../../postgres/pool"

export type PaymentRefundRow = {
  id: string
  kind: string
  amount: number
  reason: string
  state: string
  code: string | null
  receipt: string | null
  created_at: string
}

/** One order's part of a group's payment; amounts in cents. */
export type PaymentRow = {
  /** The order's. */
  id: string
  account_id: string | null
  total: number
  currency_code: string
  payment_method: "mpesa" | "emola" | "card"
  canceled_at: Date | null
  attempt_id: string | null
  gateway: string | null
  attempt_state: string | null
  phone: string | null
  code: string | null
  failure: string | null
  receipt: string | null
  conversation_id: string | null
  settled_at: Date | null
  booked_at: Date | null
  answer: { operation: string; status: number | null; answer: string | null } | null
  refunds: PaymentRefundRow[]
  created_at: Date
  updated_at: Date
}

const paymentRows = `
SELECT go.id, a.id AS account_id, go.total, g.currency_code, g.payment_method, o.canceled_at,
       attempt.id AS attempt_id, attempt.gateway, attempt.state AS attempt_state, attempt.phone,
       attempt.code, attempt.failure, attempt.receipt, attempt.conversation_id,
       attempt.settled_at, attempt.booked_at,
       (SELECT jsonb_build_object('operation', x.operation, 'status', x.status, 'answer', x.answer)
          FROM gateway_exchange x WHERE x.subject_id = attempt.id
         ORDER BY x.created_at DESC, x.id DESC LIMIT 1) AS answer,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'id', r.id, 'kind', r.kind, 'amount', r.amount, 'reason', r.reason, 'state', r.state,
                 'code', coalesce(r.failure, r.code), 'receipt', r.receipt, 'created_at', r.created_at)
                 ORDER BY r.created_at, r.id), '[]')
          FROM payment_refund r WHERE r.order_id = go.id) AS refunds,
       go.created_at, greatest(go.updated_at, attempt.updated_at) AS updated_at
  FROM group_order go
  JOIN order_group g ON g.id = go.group_id
  JOIN "order" o ON o.id = go.id AND o.deleted_at IS NULL
  LEFT JOIN account a ON a.customer_id = g.customer_id AND a.deleted_at IS NULL
  LEFT JOIN LATERAL (
    SELECT p.* FROM payment_attempt p WHERE p.group_id = g.id
     ORDER BY p.booked_at NULLS LAST, (p.state = 'succeeded') DESC, p.created_at DESC, p.id DESC LIMIT 1) attempt ON true
 WHERE go.id = ANY($1::text[])`

/** Reads what was paid, or is to be, of each order. */
export async function readPaymentRows(
  db: Queryable,
  ids: readonly string[]
): Promise<PaymentRow[]> {
  const { rows } = await db.query<PaymentRow>(paymentRows, [ids])
  return rows
}
