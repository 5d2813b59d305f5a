import type { Queryable } from "../../../src/lib/queryable"

/** One seller's order of a group; amounts in integer cents. */
export type GroupOrder = {
  id: string
  sellerId: string
  /** As buyers know it, such as ORD-2026-000123. */
  number: string
  /** Goods and delivery before discounts; prices hold their tax, which `tax` is the part of. */
  subtotal: number
  shipping: number
  discount: number
  tax: number
  total: number
  marketplaceDiscount: number
  commission: number
  paymentCollectionId: string
  /** Null where there is nothing to pay. */
  paymentSessionId: string | null
}

export type OrderGroup = {
  id: string
  cartId: string
  customerId: string
  currency: string
  method: "mpesa" | "emola" | "card"
  language: "pt" | "en"
  total: number
  expiresAt: Date | null
  /** When it stopped waiting for money without having been paid. */
  closedAt: Date | null
  /** In the order of their ids. */
  orders: GroupOrder[]
}

type Row = {
  id: string
  cart_id: string
  customer_id: string
  currency_code: string
  payment_method: OrderGroup["method"]
  language: OrderGroup["language"]
  total: number
  expires_at: Date | null
  closed_at: Date | null
  orders: GroupOrder[]
}

const groups = (condition: string) => `
SELECT g.id, g.cart_id, g.customer_id, g.currency_code, g.payment_method, g.language, g.total,
       g.expires_at, g.closed_at,
       (SELECT jsonb_agg(jsonb_build_object(
                 'id', o.id, 'sellerId', o.seller_id, 'number', o.number,
                 'subtotal', o.subtotal, 'shipping', o.shipping, 'discount', o.discount,
                 'tax', o.tax, 'total', o.total,
                 'marketplaceDiscount', o.marketplace_discount, 'commission', o.commission,
                 'paymentCollectionId', o.payment_collection_id,
                 'paymentSessionId', o.payment_session_id) ORDER BY o.id)
          FROM group_order o WHERE o.group_id = g.id) AS orders
  FROM order_group g WHERE ${condition}`

function groupOf(row: Row | undefined): OrderGroup | undefined {
  return (
    row && {
      id: row.id,
      cartId: row.cart_id,
      customerId: row.customer_id,
      currency: row.currency_code,
      method: row.payment_method,
      language: row.language,
      total: row.total,
      expiresAt: row.expires_at,
      closedAt: row.closed_at,
      orders: row.orders,
    }
  )
}

/** The group a cart has become; undefined while it is a cart. */
export async function findGroupOfCart(
  db: Queryable,
  cartId: string
): Promise<OrderGroup | undefined> {
  const { rows } = await db.query<Row>(groups("g.cart_id = $1"), [cartId])
  return groupOf(rows[0])
}

export async function findGroup(db: Queryable, id: string): Promise<OrderGroup | undefined> {
  const { rows } = await db.query<Row>(groups("g.id = $1"), [id])
  return groupOf(rows[0])
}

/** The group an order belongs to; undefined for orders that Medusa's admins made. */
export async function findGroupOfOrder(
  db: Queryable,
  orderId: string
): Promise<OrderGroup | undefined> {
  const { rows } = await db.query<Row>(
    groups("g.id = (SELECT group_id FROM group_order WHERE id = $1)"),
    [orderId]
  )
  return groupOf(rows[0])
}

/** Has a group to itself until the transaction ends: settling, cancelling and expiring take turns. */
export async function lockGroup(db: Queryable, id: string): Promise<OrderGroup | undefined> {
  await db.query("SELECT FROM order_group WHERE id = $1 FOR UPDATE", [id])
  return findGroup(db, id)
}

/** Numbers for new orders, by the year in Mozambique. A number that is not used after all is a gap. */
export async function takeOrderNumbers(db: Queryable, count: number): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>(
    `SELECT 'ORD-' || to_char(now() AT TIME ZONE 'Africa/Maputo', 'YYYY') || '-'
            || lpad(nextval('group_order_number')::text, 6, '0') AS number
       FROM generate_series(1, $1::int)`,
    [count]
  )
  return rows.map(({ number }) => number)
}

/** Writes a group and its orders, as part of the transaction that makes them. */
export async function storeGroup(
  db: Queryable,
  group: Omit<OrderGroup, "closedAt" | "total">
): Promise<OrderGroup> {
  const total = group.orders.reduce((sum, order) => sum + order.total, 0)
  await db.query(
    `INSERT INTO order_group (id, cart_id, customer_id, currency_code, total, payment_method, language, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      group.id,
      group.cartId,
      group.customerId,
      group.currency,
      total,
      group.method,
      group.language,
      group.expiresAt,
    ]
  )
  await db.query(
    `INSERT INTO group_order (id, group_id, seller_id, number, subtotal, shipping, discount, tax, total,
                              marketplace_discount, commission, payment_collection_id, payment_session_id)
     SELECT o.id, $1, o."sellerId", o.number, o.subtotal, o.shipping, o.discount, o.tax, o.total,
            o."marketplaceDiscount", o.commission, o."paymentCollectionId", o."paymentSessionId"
       FROM jsonb_to_recordset($2::jsonb) AS o (id text, "sellerId" text, number text, subtotal int,
            shipping int, discount int, tax int, total int, "marketplaceDiscount" int, commission int,
            "paymentCollectionId" text, "paymentSessionId" text)`,
    [group.id, JSON.stringify(group.orders)]
  )
  return { ...group, total, closedAt: null }
}
