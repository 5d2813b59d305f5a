import type { Queryable } from "../../postgres/pool"

export type WishlistRow = { id: string; account_id: string; product_id: string; added_at: Date }

/** Reads entries of wishlists. */
export async function readWishlistRows(
  db: Queryable,
  ids: readonly string[]
): Promise<WishlistRow[]> {
  const { rows } = await db.query<WishlistRow>(
    `SELECT id, account_id, product_id, created_at AS added_at FROM wishlist_item
      WHERE id = ANY($1::text[]) AND deleted_at IS NULL`,
    [ids]
  )
  return rows
}
