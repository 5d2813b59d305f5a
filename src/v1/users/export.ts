import type { AccountRow } from "../../../modules/account/store/accounts"
import { listAllSessions } from "../../../modules/account/store/sessions"
import type { Identity } from "../../identity/identity"
import { ownAccount } from "../../identity/own-account"
import type { Queryable } from "../../lib/queryable"
import type { V1Context } from "../context"
import { presentAddress, presentUser } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"

type OrderRow = {
  number: number
  status: string
  created_at: Date
  currency: string
  total: string | null
  items: { title: string; quantity: number; unitPrice: number }[]
}

/** Orders with what was ordered; totals in the currency's major unit, as Medusa keeps them. */
async function listOrders(db: Queryable, customerId: string | null) {
  const { rows } = await db.query<OrderRow>(
    `SELECT o.display_id AS number, o.status, o.created_at, o.currency_code AS currency,
            (SELECT s.totals->>'current_order_total' FROM order_summary s
              WHERE s.order_id = o.id AND s.deleted_at IS NULL ORDER BY s.version DESC LIMIT 1) AS total,
            (SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'title', l.title, 'quantity', i.quantity, 'unitPrice', coalesce(i.unit_price, l.unit_price))
                      ORDER BY l.id), '[]')
               FROM order_item i JOIN order_line_item l ON l.id = i.item_id
              WHERE i.order_id = o.id AND i.version = o.version AND i.deleted_at IS NULL) AS items
       FROM "order" o WHERE o.customer_id = $1 AND o.deleted_at IS NULL AND NOT o.is_draft_order
      ORDER BY o.created_at DESC`,
    [customerId]
  )
  return rows.map(({ created_at, ...order }) => ({ ...order, placedAt: created_at }))
}

/** Which messages were sent to it; what they said is not kept. */
async function listMessages(db: Queryable, { email, phone }: AccountRow) {
  const { rows } = await db.query<{
    channel: string
    template: string | null
    to: string
    created_at: Date
  }>(
    `SELECT channel, template, "to", created_at FROM notification
      WHERE (lower("to") = $1 OR "to" = $2) AND deleted_at IS NULL ORDER BY created_at DESC`,
    [email, phone ?? email]
  )
  return rows.map(({ created_at, ...message }) => ({ ...message, sentAt: created_at }))
}

async function listSessions(db: Queryable, accountId: string) {
  const sessions = await listAllSessions(db, accountId)
  return sessions.map((session) => ({
    device: session.device,
    address: session.address,
    createdAt: session.created_at,
    lastUsedAt: session.last_used_at,
    expiresAt: session.expires_at,
    endedAt: session.revoked_at,
    endedBecause: session.revoke_reason,
  }))
}

/** All that is kept of an account, for its holder; secrets and their hashes apart. */
export async function exportAccount(
  context: V1Context,
  identity: Identity
): Promise<Record<string, unknown>> {
  const { pool } = context.identity
  const account = await ownAccount(context.identity, identity)
  const user = await readUser(context.readModel, identity.userId)
  return {
    exportedAt: new Date(),
    profile: presentUser(user, context.mediaBaseUrl),
    acceptedTermsAt: account.accepted_terms_at,
    addresses: user.addresses.map(presentAddress),
    sessions: await listSessions(pool, account.id),
    orders: await listOrders(pool, account.customer_id),
    messages: await listMessages(pool, account),
  }
}
