import type { Queryable } from "../../lib/queryable"
import { isOpen } from "./activity"

/** Carts taken away by one statement: it locks them. */
const batch = 500

/**
 * Takes away carts that nobody has changed for some days, whoever made them and at whichever
 * door, and holders whose cart is gone. Carts that orders were made of stay.
 *
 * @returns how many carts
 */
export async function expireCarts(db: Queryable, days: number): Promise<number> {
  let count = 0
  for (;;) {
    const { rowCount } = await db.query(
      `WITH old AS MATERIALIZED (
         SELECT c.id FROM cart c
          WHERE c.deleted_at IS NULL AND c.completed_at IS NULL
            AND c.updated_at <= now() - make_interval(days => $1::int) AND NOT ${isOpen("c", "$1")}
            AND NOT EXISTS (SELECT FROM order_cart o WHERE o.cart_id = c.id AND o.deleted_at IS NULL)
          LIMIT $2 FOR UPDATE OF c SKIP LOCKED),
       lines AS (
         UPDATE cart_line_item SET deleted_at = now()
          WHERE cart_id IN (SELECT id FROM old) AND deleted_at IS NULL),
       holders AS (DELETE FROM cart_holder WHERE cart_id IN (SELECT id FROM old))
       UPDATE cart SET deleted_at = now() WHERE id IN (SELECT id FROM old)`,
      [days, batch]
    )
    count += rowCount ?? 0
    if ((rowCount ?? 0) < batch) {
      return count
    }
  }
}
