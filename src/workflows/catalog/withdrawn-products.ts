import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"

/**
 * Products of sellers who may not sell, and products that are switched off. Asked of the
 * truth each time: a suspension of any size is effective at once (ADR 0007).
 */
const withdrawnSql = `
SELECT ps.product_id AS id
  FROM product_seller ps JOIN seller s ON s.id = ps.seller_id
 WHERE ps.deleted_at IS NULL AND (s.status <> 'approved' OR s.deleted_at IS NOT NULL)
UNION ALL
SELECT l.product_id
  FROM product_catalog_product l JOIN catalog_product c ON c.id = l.catalog_product_id
 WHERE l.deleted_at IS NULL AND c.deleted_at IS NULL AND c.is_switched_off`

async function readIds(container: MedusaContainer, sql: string, bindings: unknown[]) {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const found: { rows: { id: string }[] } = await db.raw(sql, bindings as string[])
  return new Set(found.rows.map((row) => row.id))
}

/** Ids of every product that is withdrawn from sale. */
export function listWithdrawnProducts(container: MedusaContainer): Promise<Set<string>> {
  return readIds(container, withdrawnSql, [])
}

/** Those of these products that are withdrawn from sale. */
export function findWithdrawnProducts(
  container: MedusaContainer,
  productIds: readonly string[]
): Promise<Set<string>> {
  return readIds(container, `SELECT id FROM (${withdrawnSql}) w WHERE id = ANY(?::text[])`, [
    productIds,
  ])
}

const notForSale = (): MedusaError =>
  new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "A product is not for sale at present: take it out of the cart"
  )

/** @throws MedusaError NOT_ALLOWED where one of these variants is of a withdrawn product. */
export async function assertVariantsForSale(
  container: MedusaContainer,
  variantIds: readonly (string | null | undefined)[]
): Promise<void> {
  const wanted = variantIds.filter((id) => typeof id === "string")
  if (wanted.length === 0) {
    return
  }
  const withdrawn = await readIds(
    container,
    `SELECT v.id FROM product_variant v
      WHERE v.id = ANY(?::text[]) AND v.product_id IN (${withdrawnSql})`,
    [wanted]
  )
  if (withdrawn.size > 0) {
    throw notForSale()
  }
}

/**
 * Passes a cart that an order was made of already: its completion is only repeated.
 *
 * @throws MedusaError NOT_ALLOWED where a line of the cart is of a withdrawn product.
 */
export async function assertCartForSale(container: MedusaContainer, cartId: string): Promise<void> {
  const withdrawn = await readIds(
    container,
    `SELECT i.id FROM cart_line_item i
      WHERE i.cart_id = ? AND i.deleted_at IS NULL AND i.product_id IN (${withdrawnSql})
        AND NOT EXISTS (SELECT FROM order_cart o WHERE o.cart_id = i.cart_id)`,
    [cartId]
  )
  if (withdrawn.size > 0) {
    throw notForSale()
  }
}
