import { inOneTransaction } from "../lib/one-transaction"
import { lockGroup } from "../../modules/order-group/store/groups"
import { currentAttempt } from "../../modules/payment/store/attempts"
import { cancelWithin, projectCancelled } from "./cancel-orders"
import type { PaymentsContext } from "./context"

/** Attempts in which the buyer, or the gateway, may be about to pay: they have a while longer. */
const underWay = ["sent", "pending", "unknown"]
const graceMs = 10 * 60_000

/** Cancels orders that nobody has paid in time, and gives their stock back. */
export async function expireGroups(context: PaymentsContext): Promise<number> {
  const { rows } = await context.pool.query<{ id: string }>(
    `SELECT id FROM order_group
      WHERE closed_at IS NULL AND expires_at <= now()
        AND NOT EXISTS (SELECT FROM payment_attempt a WHERE a.group_id = order_group.id AND a.state = 'succeeded')
      ORDER BY expires_at LIMIT 50`
  )
  for (const { id } of rows) {
    await expire(context, id)
  }
  return rows.length
}

async function expire(context: PaymentsContext, groupId: string): Promise<void> {
  const cancelled = await inOneTransaction(context.container, async (transaction) => {
    const group = await lockGroup(transaction.db, groupId)
    const attempt = await currentAttempt(transaction.db, groupId)
    const endsAt = group?.expiresAt?.getTime() ?? Infinity
    const patience = underWay.includes(attempt?.state ?? "") ? graceMs * context.pauseFactor : 0
    if (
      group === undefined ||
      group.closedAt !== null ||
      attempt?.state === "succeeded" ||
      endsAt + patience > Date.now()
    ) {
      return []
    }
    return cancelWithin(transaction, group, {
      groupId,
      by: null,
      reason: "It was not paid in time",
    })
  })
  await projectCancelled(context, cancelled)
}
