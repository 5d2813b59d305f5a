import type { MedusaContainer } from "@medusajs/framework/types"
import { AppError } from "../../lib/errors"
import type { Queryable } from "../../lib/queryable"
import { editLockedCart } from "./change-cart"
import { addCoupon } from "./coupons"
import { addItem, wantedOffer } from "./draft"
import { insertCart } from "./holders"
import type { CartPlan } from "./plan-cart"

/** Goods by the ids that clients know. */
export type WantedItem = { productId: string; variantId?: string | undefined; quantity: number }

/** The variants of each item: two at most, for of several none can be chosen. */
const variantsOfItems = `
SELECT x.place::int - 1 AS place, v.id
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS x (product, variant, place)
  JOIN object_id_map m ON m.object_id = lower(x.product)
  CROSS JOIN LATERAL (
    SELECT p.id FROM product_variant p
     WHERE p.product_id = m.medusa_id AND p.deleted_at IS NULL
       AND (x.variant IS NULL
            OR p.id = (SELECT medusa_id FROM object_id_map WHERE object_id = lower(x.variant)))
     ORDER BY p.id LIMIT 2) v`

/** Says of which item a detail is: `quantity` becomes `items.1.quantity`. */
function ofItem(error: unknown, index: number): unknown {
  return error instanceof AppError && error.details !== undefined
    ? new AppError(error.code, {
        details: error.details.map(({ path, message }) => ({
          path: `items.${index}.${path}`,
          message,
        })),
        cause: error,
      })
    : error
}

/**
 * Makes a cart of these goods, at the prices of this moment, apart from the one that the buyer
 * has at /v1. It is locked until the caller's transaction ends.
 *
 * @throws AppError with paths such as `items.0.quantity` where something cannot be bought, or
 * `couponCode`
 */
export async function createCart(
  container: MedusaContainer,
  db: Queryable,
  input: {
    customerId: string | null
    email: string | null
    items: readonly WantedItem[]
    couponCode?: string | undefined
  }
): Promise<CartPlan> {
  const { customerId, email, items, couponCode } = input
  const { rows } = await db.query<{ place: number; id: string }>(variantsOfItems, [
    items.map(({ productId }) => productId),
    items.map(({ variantId }) => variantId ?? null),
  ])
  const coupon = couponCode === undefined ? undefined : addCoupon(couponCode, "couponCode")
  const cartId = await insertCart(db, { customerId, email })
  const { plan } = await editLockedCart(container, db, cartId, {
    wanted: { variantIds: rows.map(({ id }) => id) },
    apply: async (draft, state, connection) => {
      items.forEach(({ variantId, quantity }, index) => {
        const wanted = rows.filter(({ place }) => place === index).map(({ id }) => id)
        try {
          addItem(draft, wantedOffer({ ...state, wanted }, variantId), quantity)
        } catch (error) {
          throw ofItem(error, index)
        }
      })
      await coupon?.apply(draft, state, connection)
    },
    ...(coupon?.check === undefined ? {} : { check: coupon.check }),
  })
  return plan
}
