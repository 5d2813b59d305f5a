import { cartDaysSql } from "../../../modules/cart-holder/expiry"
import type { Queryable } from "../../lib/queryable"
import { isOpen } from "./activity"
import { guestHolder } from "./holders"

/** Who asks for a cart at Medusa's own door. */
export type CartVisitor = { customerId: string | undefined; sessionId: string | undefined }

/**
 * Of these carts, those that somebody may use: an account's own, and guests'. A guest's cart is
 * whose id is known, for Medusa gives it to nobody else; a session that is named has to be the
 * cart's. An expired cart is nobody's; one that was ordered stays, for its order is asked for by
 * it again.
 */
export async function findOwnCarts(
  db: Queryable,
  cartIds: readonly string[],
  { customerId, sessionId }: CartVisitor
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM cart c
      WHERE c.id = ANY($1::text[]) AND c.deleted_at IS NULL
        AND (c.completed_at IS NOT NULL OR ${isOpen("c", cartDaysSql)})
        AND (c.customer_id = $2::text
             OR c.customer_id IS NULL
             OR NOT EXISTS (SELECT FROM customer k WHERE k.id = c.customer_id AND k.has_account))
        AND (c.customer_id = $2::text OR $3::text IS NULL
             OR NOT EXISTS (SELECT FROM cart_holder h
                             WHERE h.cart_id = c.id AND h.session_id IS NOT NULL AND h.id <> $3::text))`,
    [cartIds, customerId ?? null, sessionId === undefined ? null : guestHolder(sessionId)]
  )
  return new Set(rows.map(({ id }) => id))
}

/** The carts whose payments these collections are; none for an order's. */
export async function cartsOfCollection(db: Queryable, collectionId: string): Promise<string[]> {
  const { rows } = await db.query<{ cart_id: string }>(
    "SELECT cart_id FROM cart_payment_collection WHERE payment_collection_id = $1 AND deleted_at IS NULL",
    [collectionId]
  )
  return rows.map(({ cart_id }) => cart_id)
}

/** The customers of the orders that a collection is to pay. */
export async function customersOfCollection(
  db: Queryable,
  collectionId: string
): Promise<(string | null)[]> {
  const { rows } = await db.query<{ customer_id: string | null }>(
    `SELECT o.customer_id FROM order_payment_collection l JOIN "order" o ON o.id = l.order_id
      WHERE l.payment_collection_id = $1 AND l.deleted_at IS NULL`,
    [collectionId]
  )
  return rows.map(({ customer_id }) => customer_id)
}

/** Of these shipping options, those of sellers whose goods are in a cart. */
export async function optionsOfCart(
  db: Queryable,
  cartId: string,
  optionIds: readonly string[]
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT so.id FROM shipping_option so
      WHERE so.id = ANY($2::text[]) AND so.shipping_profile_id IN (
        SELECT psp.shipping_profile_id FROM cart_line_item li
          JOIN product_shipping_profile psp ON psp.product_id = li.product_id AND psp.deleted_at IS NULL
         WHERE li.cart_id = $1 AND li.deleted_at IS NULL)`,
    [cartId, optionIds]
  )
  return new Set(rows.map(({ id }) => id))
}
