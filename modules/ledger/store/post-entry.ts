import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import type { Posting } from "../rules/accounts"

export type NewEntry = {
  /** What happened, named so that it can happen once: `capture:patt_…:order_…`. */
  key: string
  kind: "capture" | "refund" | "unexpected_money" | "returned_money"
  currency: string
  orderId: string | null
  groupId: string | null
  postings: readonly Posting[]
}

/**
 * Writes an entry into the books, once: a repeat leaves them as they are. To be called in the
 * transaction that makes the event true.
 *
 * @returns whether it was written now
 */
export async function postEntry(db: Queryable, entry: NewEntry): Promise<boolean> {
  const { key, kind, currency, orderId, groupId, postings } = entry
  if (postings.length === 0) {
    return false
  }
  const { rowCount } = await db.query(
    `WITH entry AS (
       INSERT INTO ledger_entry (id, event_key, kind, currency_code, order_id, group_id)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (event_key) DO NOTHING RETURNING id)
     INSERT INTO ledger_posting (id, entry_id, account, owner, amount)
     SELECT line.id, entry.id, line.account, line.owner, line.amount
       FROM entry, unnest($7::text[], $8::text[], $9::text[], $10::bigint[]) AS line (id, account, owner, amount)`,
    [
      generateEntityId(undefined, "lent"),
      key,
      kind,
      currency,
      orderId,
      groupId,
      postings.map(() => generateEntityId(undefined, "lpost")),
      postings.map(({ account }) => account),
      postings.map(({ owner }) => owner),
      postings.map(({ amount }) => amount),
    ]
  )
  return (rowCount ?? 0) > 0
}
