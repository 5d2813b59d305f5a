import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import type { GatewayAnswer, Outcome } from "../gateways/gateway"
import {
  askedForMs,
  askedStates,
  pauseAfter,
  stateAfter,
  type Asked,
  type AttemptState,
} from "../rules/attempt-state"
import { askedRefundStates, refundStateAfter, type RefundState } from "../rules/refund-state"
import type { Attempt } from "./attempts"
import type { RefundRow } from "./refunds"

/** Seconds a process may take a call for itself without a sign of life. */
const leaseSeconds = 8

/** What an attempt or a refund is, as far as calling a gateway goes. */
type Called = { payment_attempt: Attempt; payment_refund: RefundRow }
type Table = keyof Called

export type Claimed<Row> = { row: Row; asked: Asked }

const waiting: Record<Table, readonly string[]> = {
  payment_attempt: askedStates,
  payment_refund: askedRefundStates,
}

/**
 * Takes the next call that is due. What is to be sent is `sent` from then on, whatever happens
 * to this process: after that only the gateway knows.
 *
 * @param id takes that one, due or not
 */
export async function claimCall<T extends Table>(
  db: Queryable,
  table: T,
  id?: string
): Promise<Claimed<Called[T]> | undefined> {
  const states = ["queued", ...waiting[table]].map((state) => `'${state}'`).join(", ")
  const { rows } = await db.query<Record<string, unknown> & { was: string }>(
    `UPDATE ${table} t
        SET state = CASE WHEN due.state = 'queued' THEN 'sent' ELSE due.state END,
            sent_at = CASE WHEN due.state = 'queued' THEN coalesce(t.sent_at, now()) ELSE t.sent_at END,
            calls = t.calls + 1, next_call_at = now() + make_interval(secs => ${leaseSeconds}), updated_at = now()
       FROM (SELECT id, state FROM ${table}
              WHERE state IN (${states}) AND ${id === undefined ? "next_call_at <= now()" : "id = $1"}
              ORDER BY next_call_at FOR UPDATE SKIP LOCKED LIMIT 1) due
      WHERE t.id = due.id
      RETURNING t.*, due.state AS was`,
    id === undefined ? [] : [id]
  )
  const [row] = rows
  return (
    row && { row: row as unknown as Called[T], asked: row.was === "queued" ? "charge" : "query" }
  )
}

/** Says that the process which took a call still lives. */
export async function holdCall(db: Queryable, table: Table, id: string): Promise<void> {
  await db.query(
    `UPDATE ${table} SET next_call_at = now() + make_interval(secs => ${leaseSeconds}) WHERE id = $1`,
    [id]
  )
}

export const holdEveryMs = (leaseSeconds * 1000) / 4

function textOf(outcome: Outcome): string | null {
  return outcome.state === "refused" ? outcome.reason : outcome.state
}

/**
 * Writes an answer down: the exchange, and where it leads. What is final stays so, but for a
 * late success of what had been called failed.
 *
 * @returns the state now
 */
export async function recordAnswer<T extends Table>(
  db: Queryable,
  table: T,
  claimed: Claimed<Called[T]>,
  gateway: string,
  answer: GatewayAnswer,
  pauseFactor: number
): Promise<string> {
  const { row, asked } = claimed
  const { outcome, code, conversationId } = answer
  for (const exchange of [...(answer.alsoAsked ?? []), answer.exchange]) {
    await recordExchange(db, row.id, gateway, exchange)
  }
  const { rows } = await db.query<{ state: string; created_at: Date; calls: number }>(
    `SELECT state, created_at, calls FROM ${table} WHERE id = $1 FOR UPDATE`,
    [row.id]
  )
  const state = rows[0]?.state ?? row.state
  const next =
    table === "payment_attempt"
      ? stateAfter(state as AttemptState, asked, outcome)
      : refundStateAfter(state as RefundState, asked, outcome)
  const isOld = Date.now() - row.created_at.getTime() > askedForMs
  const stays = next ?? state
  const isOpen = ["queued", ...waiting[table]].includes(stays)
  const settled = isOpen && isOld ? overdue[table] : stays
  await db.query(
    `UPDATE ${table}
        SET state = $2, code = coalesce($3, code), conversation_id = coalesce($4, conversation_id),
            receipt = coalesce($5, receipt), next_call_at = now() + make_interval(secs => $6),
            settled_at = CASE WHEN $2 = 'succeeded' THEN coalesce(settled_at, now()) ELSE settled_at END,
            failure = CASE WHEN $2 IN ('failed', 'needs_review', 'needs_action') THEN $7 END,
            updated_at = now()
      WHERE id = $1`,
    [
      row.id,
      settled,
      code,
      conversationId,
      outcome.state === "succeeded" ? outcome.receipt : null,
      pauseAfter(row.calls, pauseFactor) / 1000,
      textOf(outcome),
    ]
  )
  return settled
}

/** What is asked for in vain for a day is a person's to look into. */
const overdue: Record<Table, string> = {
  payment_attempt: "needs_review",
  payment_refund: "needs_action",
}

/** Keeps a question to a gateway and its answer. */
export async function recordExchange(
  db: Queryable,
  subjectId: string | null,
  gateway: string,
  exchange: GatewayAnswer["exchange"]
): Promise<void> {
  await db.query(
    `INSERT INTO gateway_exchange (id, subject_id, gateway, operation, request, status, answer, fault, milliseconds)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)`,
    [
      generateEntityId(undefined, "gex"),
      subjectId,
      gateway,
      exchange.operation,
      JSON.stringify(exchange.request),
      exchange.status,
      exchange.answer,
      exchange.fault,
      Math.round(exchange.milliseconds),
    ]
  )
}
