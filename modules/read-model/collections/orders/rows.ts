import type { Queryable } from "../../postgres/pool"

type Json = Record<string, unknown>

export type OrderItemRow = {
  product_id: string | null
  variant_id: string | null
  title: string
  sku: string | null
  quantity: string
  /** Major units, as decimal text. */
  unit_price: string
  thumbnail: string | null
}

export type OrderAddressRow = {
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  phone: string | null
  metadata: Json | null
}

export type OrderRow = {
  id: string
  group_id: string
  number: string
  account_id: string | null
  seller_id: string
  currency_code: string
  payment_method: "mpesa" | "emola" | "card"
  /** In cents, as they were frozen. */
  subtotal: number
  shipping: number
  discount: number
  tax: number
  total: number
  marketplace_discount: number
  commission: number
  metadata: Json | null
  items: OrderItemRow[]
  shipping_address: OrderAddressRow | null
  billing_address: OrderAddressRow | null
  delivery_method: string | null
  attempt_id: string | null
  attempt_state: string | null
  paid_at: Date | null
  /** Cents that have gone back to the buyer. */
  refunded: number
  fulfilled_at: Date | null
  shipped_at: Date | null
  delivered_at: Date | null
  tracking_number: string | null
  tracking_url: string | null
  canceled_at: Date | null
  created_at: Date
  updated_at: Date
}

// An item's price and quantity are those of the order's present version; a change writes them anew.
const orderRows = `
SELECT o.id, g.id AS group_id, go.number, a.id AS account_id, go.seller_id, g.currency_code,
       g.payment_method, go.subtotal, go.shipping, go.discount, go.tax, go.total,
       go.marketplace_discount, go.commission, o.metadata,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'product_id', li.product_id, 'variant_id', li.variant_id, 'title', li.title,
                 'sku', li.variant_sku, 'quantity', oi.quantity::text,
                 'unit_price', coalesce(oi.unit_price, li.unit_price)::text,
                 'thumbnail', li.thumbnail) ORDER BY li.id), '[]')
          FROM order_item oi JOIN order_line_item li ON li.id = oi.item_id
         WHERE oi.order_id = o.id AND oi.version = o.version AND oi.deleted_at IS NULL) AS items,
       (SELECT to_jsonb(x) FROM order_address x WHERE x.id = o.shipping_address_id) AS shipping_address,
       (SELECT to_jsonb(x) FROM order_address x WHERE x.id = o.billing_address_id) AS billing_address,
       (SELECT sm.data->>'delivery_method' FROM order_shipping os
          JOIN order_shipping_method sm ON sm.id = os.shipping_method_id
         WHERE os.order_id = o.id AND os.version = o.version AND os.deleted_at IS NULL
         ORDER BY os.created_at LIMIT 1) AS delivery_method,
       attempt.id AS attempt_id, attempt.state AS attempt_state,
       CASE WHEN attempt.booked_at IS NOT NULL AND EXISTS (
              SELECT FROM ledger_entry e WHERE e.event_key = 'capture:' || attempt.id || ':' || o.id)
            THEN attempt.settled_at
            WHEN g.total = 0 THEN g.created_at END AS paid_at,
       (SELECT coalesce(sum(r.amount), 0)::int FROM payment_refund r
         WHERE r.order_id = o.id AND r.kind = 'asked' AND r.booked_at IS NOT NULL) AS refunded,
       parcel.created_at AS fulfilled_at, parcel.shipped_at, parcel.delivered_at,
       parcel.tracking_number, parcel.tracking_url,
       o.canceled_at, o.created_at, o.updated_at
  FROM group_order go
  JOIN order_group g ON g.id = go.group_id
  JOIN "order" o ON o.id = go.id AND o.deleted_at IS NULL
  LEFT JOIN account a ON a.customer_id = g.customer_id AND a.deleted_at IS NULL
  LEFT JOIN LATERAL (
    SELECT p.id, p.state, p.settled_at, p.booked_at FROM payment_attempt p WHERE p.group_id = g.id
     ORDER BY p.booked_at NULLS LAST, (p.state = 'succeeded') DESC, p.created_at DESC, p.id DESC LIMIT 1) attempt ON true
  LEFT JOIN LATERAL (
    SELECT f.created_at, f.shipped_at, f.delivered_at, l.tracking_number, l.tracking_url
      FROM order_fulfillment of
      JOIN fulfillment f ON f.id = of.fulfillment_id AND f.deleted_at IS NULL AND f.canceled_at IS NULL
      LEFT JOIN fulfillment_label l ON l.fulfillment_id = f.id AND l.deleted_at IS NULL
     WHERE of.order_id = o.id AND of.deleted_at IS NULL
     ORDER BY f.created_at DESC LIMIT 1) parcel ON true
 WHERE go.id = ANY($1::text[])`

/** Reads orders that were placed through a group, with what became of their payment and delivery. */
export async function readOrderRows(db: Queryable, ids: readonly string[]): Promise<OrderRow[]> {
  const { rows } = await db.query<OrderRow>(orderRows, [ids])
  return rows
}
