import { cartDaysSql } from "../../../cart-holder/expiry"
import type { Queryable } from "../../postgres/pool"

export type CartItemRow = {
  id: string
  product_id: string | null
  variant_id: string | null
  quantity: number
  created_at: string
}

export type CartRow = {
  id: string
  account_id: string | null
  session_id: string | null
  items: CartItemRow[]
  expires_at: Date
  created_at: Date
  updated_at: Date
}

/** Carts that can still be changed: one that became orders is no cart any more. */
const cartRows = `
SELECT c.id, c.created_at, active.at AS updated_at,
       active.at + make_interval(hours => 24 * ${cartDaysSql}) AS expires_at,
       (SELECT a.id FROM account a WHERE a.customer_id = c.customer_id AND a.deleted_at IS NULL LIMIT 1) AS account_id,
       (SELECT h.session_id FROM cart_holder h
         WHERE h.cart_id = c.id AND h.session_id IS NOT NULL AND h.deleted_at IS NULL
         ORDER BY h.id LIMIT 1) AS session_id,
       (SELECT coalesce(json_agg(json_build_object(
                 'id', li.id, 'product_id', li.product_id, 'variant_id', li.variant_id,
                 'quantity', li.quantity, 'created_at', li.created_at) ORDER BY li.created_at, li.id), '[]')
          FROM cart_line_item li WHERE li.cart_id = c.id AND li.deleted_at IS NULL) AS items
  FROM cart c
  CROSS JOIN LATERAL (
    SELECT greatest(c.updated_at, (SELECT max(li.updated_at) FROM cart_line_item li
                                    WHERE li.cart_id = c.id AND li.deleted_at IS NULL)) AS at) active
 WHERE c.id = ANY(ARRAY(SELECT unnest($1::text[]))) AND c.deleted_at IS NULL AND c.completed_at IS NULL`

/** Reads open carts with their lines and whose they are. */
export async function readCartRows(db: Queryable, ids: readonly string[]): Promise<CartRow[]> {
  const { rows } = await db.query<CartRow>({ name: "carts.rows", text: cartRows, values: [ids] })
  return rows
}
