import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import type { AttemptState } from "../rules/attempt-state"
import { referenceOf } from "../rules/reference"

export type Gateway = "mpesa" | "emola" | "stripe"

/** One try to have a group of orders paid; the amount in integer cents. */
export type Attempt = {
  id: string
  group_id: string
  gateway: Gateway
  amount: number
  currency_code: string
  reference: string
  phone: string | null
  state: AttemptState
  code: string | null
  reason: string | null
  conversation_id: string | null
  receipt: string | null
  client_secret: string | null
  calls: number
  next_call_at: Date | null
  sent_at: Date | null
  settled_at: Date | null
  booked_at: Date | null
  created_at: Date
}

const columns = `id, group_id, gateway, amount, currency_code, reference, phone, state, code, reason,
  conversation_id, receipt, client_secret, calls, next_call_at, sent_at, settled_at, booked_at, created_at`

/** Writes an attempt down before any gateway hears of it. */
export async function createAttempt(
  db: Queryable,
  attempt: { groupId: string; gateway: Gateway; amount: number; currency: string }
): Promise<Attempt> {
  const id = generateEntityId(undefined, "patt")
  const { rows } = await db.query<Attempt>(
    `INSERT INTO payment_attempt (id, group_id, gateway, amount, currency_code, reference, state)
     VALUES ($1, $2, $3, $4, $5, $6, 'created') RETURNING ${columns}`,
    [id, attempt.groupId, attempt.gateway, attempt.amount, attempt.currency, referenceOf(id)]
  )
  const [created] = rows
  if (created === undefined) {
    throw new Error("An attempt was not written")
  }
  return created
}

export async function findAttempt(db: Queryable, id: string): Promise<Attempt | undefined> {
  const { rows } = await db.query<Attempt>(`SELECT ${columns} FROM payment_attempt WHERE id = $1`, [
    id,
  ])
  return rows[0]
}

/** The attempt of a group that counts: the one that succeeded, else the latest. */
export async function currentAttempt(db: Queryable, groupId: string): Promise<Attempt | undefined> {
  const { rows } = await db.query<Attempt>(
    `SELECT ${columns} FROM payment_attempt WHERE group_id = $1
      ORDER BY (state = 'succeeded') DESC, created_at DESC, id DESC LIMIT 1`,
    [groupId]
  )
  return rows[0]
}
