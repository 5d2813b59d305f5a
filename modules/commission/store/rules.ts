import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../../src/lib/queryable"
import type { CommissionRule, CommissionScope } from "../rules/resolve"

type RuleRow = {
  id: string
  scope: CommissionScope
  target_id: string | null
  basis_points: number
  fixed: number
  floor: number | null
  cap: number | null
  valid_from: Date
  valid_to: Date | null
}

/**
 * Reads the rules in force. A rate kept with a seller counts as a rule of its own, from before
 * any other of that seller's.
 */
export async function readCommissionRules(db: Queryable): Promise<CommissionRule[]> {
  const { rows } = await db.query<RuleRow>(
    `SELECT id, scope, target_id, basis_points, fixed, floor, cap, valid_from, valid_to
       FROM commission_rule
      WHERE deleted_at IS NULL AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
      UNION ALL
     SELECT 'seller:' || id, 'seller', id, round(commission_rate * 100)::int, 0, NULL, NULL,
            'epoch'::timestamptz, NULL
       FROM seller WHERE commission_rate IS NOT NULL AND deleted_at IS NULL`
  )
  return rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    targetId: row.target_id,
    basisPoints: row.basis_points,
    fixed: row.fixed,
    floor: row.floor,
    cap: row.cap,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

/** What the lines of one seller's order pay, with the terms it came from; amounts in cents. */
export type FrozenCommission = {
  orderId: string
  sellerId: string
  commissionLines: readonly {
    lineItemId: string
    ruleId: string
    base: number
    basisPoints: number
    fixed: number
    floor: number | null
    cap: number | null
    amount: number
  }[]
}

/** Freezes what orders pay: rules that change later change nothing of them. */
export async function storeCommissionLines(
  db: Queryable,
  orders: readonly FrozenCommission[]
): Promise<void> {
  const lines = orders.flatMap(({ orderId, sellerId, commissionLines }) =>
    commissionLines.map((line) => ({
      ...line,
      id: generateEntityId(undefined, "cline"),
      orderId,
      sellerId,
    }))
  )
  await db.query(
    `INSERT INTO commission_line (id, order_id, line_item_id, seller_id, rule_id, base,
                                  basis_points, fixed, floor, cap, amount)
     SELECT l.id, l."orderId", l."lineItemId", l."sellerId", l."ruleId", l.base,
            l."basisPoints", l.fixed, l.floor, l.cap, l.amount
       FROM jsonb_to_recordset($1::jsonb) AS l (id text, "orderId" text, "lineItemId" text,
            "sellerId" text, "ruleId" text, base int, "basisPoints" int, fixed int, floor int,
            cap int, amount int)`,
    [JSON.stringify(lines)]
  )
}
