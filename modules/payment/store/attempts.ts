import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import type { AttemptState } from "../rules/attempt-state"
import { referenceOf } from "../gateways/shared/rules/reference"

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
  failure: string | null
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

const columns = `id, group_id, gateway, amount, currency_code, reference, phone, state, code, failure,
  conversation_id, receipt, client_secret, calls, next_call_at, sent_at, settled_at, booked_at, created_at`

/** Writes an attempt down before any gateway hears of it. */
export async function createAttempt(
  db: Queryable,
  attempt: {
    groupId: string
    gateway: Gateway
    amount: number
    currency: string
    /** A charge that was begun before: the gateway is asked about it at once. */
    begun?: { reference: string; conversationId: string } | undefined
  }
): Promise<Attempt> {
  const id = generateEntityId(undefined, "patt")
  const { begun } = attempt
  const { rows } = await db.query<Attempt>(
    `INSERT INTO payment_attempt (id, group_id, gateway, amount, currency_code, reference, state,
                                  conversation_id, sent_at, next_call_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $8::text IS NULL THEN NULL ELSE now() END, now())
     RETURNING ${columns}`,
    [
      id,
      attempt.groupId,
      attempt.gateway,
      attempt.amount,
      attempt.currency,
      begun?.reference ?? referenceOf(id),
      begun === undefined ? "created" : "pending",
      begun?.conversationId ?? null,
    ]
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

/**
 * The attempt of a group that counts: the one whose money its orders took, else one that
 * succeeded, else the latest.
 */
export async function currentAttempt(db: Queryable, groupId: string): Promise<Attempt | undefined> {
  const { rows } = await db.query<Attempt>(
    `SELECT ${columns} FROM payment_attempt WHERE group_id = $1
      ORDER BY booked_at NULLS LAST, (state = 'succeeded') DESC, created_at DESC, id DESC LIMIT 1`,
    [groupId]
  )
  return rows[0]
}

/** Has an attempt sent: by the worker, as soon as it can. */
export async function queueAttempt(
  db: Queryable,
  id: string,
  phone: string | null
): Promise<Attempt> {
  const { rows } = await db.query<Attempt>(
    `UPDATE payment_attempt
        SET state = 'queued', phone = $2, next_call_at = now(), updated_at = now()
      WHERE id = $1 AND state = 'created' RETURNING ${columns}`,
    [id, phone]
  )
  const [queued] = rows
  if (queued === undefined) {
    throw new Error(`Attempt ${id} was begun by another`)
  }
  return queued
}

/** Gives an attempt up that no gateway has heard of. */
export async function cancelUnsentAttempt(db: Queryable, groupId: string): Promise<void> {
  await db.query(
    `UPDATE payment_attempt SET state = 'cancelled', updated_at = now()
      WHERE group_id = $1 AND (state = 'created' OR (state = 'queued' AND sent_at IS NULL))`,
    [groupId]
  )
}

/** Attempts whose money has come and is not in the books. */
export async function unbookedAttempts(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM payment_attempt WHERE state = 'succeeded' AND booked_at IS NULL
      ORDER BY settled_at LIMIT 50`
  )
  return rows.map(({ id }) => id)
}

/** The attempt a callback tells of, by what it names; undefined where it is none of ours. */
export async function attemptOfCallback(
  db: Queryable,
  gateway: Gateway,
  named: { reference: string | null; conversationId: string | null }
): Promise<Attempt | undefined> {
  const { rows } = await db.query<Attempt>(
    `SELECT ${columns} FROM payment_attempt
      WHERE gateway = $1 AND (reference = $2 OR conversation_id = $3)
      ORDER BY (reference = $2) DESC LIMIT 1`,
    [gateway, named.reference, named.conversationId]
  )
  return rows[0]
}

/** The attempt that counts for the group a payment session of Medusa's is a slice of. */
export async function attemptOfSession(
  db: Queryable,
  sessionId: string
): Promise<Attempt | undefined> {
  return attemptWhere(db, "payment_session_id", sessionId)
}

/** The attempt that counts for the group of an order. */
export async function attemptOfOrder(db: Queryable, orderId: string): Promise<Attempt | undefined> {
  return attemptWhere(db, "id", orderId)
}

async function attemptWhere(
  db: Queryable,
  column: "id" | "payment_session_id",
  value: string
): Promise<Attempt | undefined> {
  const { rows } = await db.query<{ group_id: string }>(
    `SELECT group_id FROM group_order WHERE ${column} = $1`,
    [value]
  )
  const [found] = rows
  return found === undefined ? undefined : currentAttempt(db, found.group_id)
}
