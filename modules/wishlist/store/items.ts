import type { Queryable } from "../../../src/lib/queryable"

/** An entry as its table has it; prices in cents. */
export type WishlistItemRow = {
  id: string
  account_id: string
  product_id: string
  price: number | null
  seen_price: number | null
  seen_available: boolean
  notices: number
  created_at: Date
}

/** Most products on one wishlist. */
export const mostWishes = 500

/** What an account wishes for, the newest first, and how many there are. */
export async function listWishes(
  db: Queryable,
  accountId: string,
  page: { skip: number; limit: number }
): Promise<{ items: WishlistItemRow[]; total: number }> {
  const { rows } = await db.query<WishlistItemRow>(
    `SELECT * FROM wishlist_item WHERE account_id = $1 AND deleted_at IS NULL
      ORDER BY created_at DESC, id DESC OFFSET $2 LIMIT $3`,
    [accountId, page.skip, page.limit]
  )
  const counted = await db.query<{ total: number }>(
    "SELECT count(*)::int AS total FROM wishlist_item WHERE account_id = $1 AND deleted_at IS NULL",
    [accountId]
  )
  return { items: rows, total: counted.rows[0]?.total ?? 0 }
}

/**
 * Puts a product on a wishlist. One that is on it already stays as it was.
 *
 * @returns undefined where the list is full
 */
export async function addWish(
  db: Queryable,
  wish: Pick<WishlistItemRow, "id" | "account_id" | "product_id" | "price"> & {
    isAvailable: boolean
  }
): Promise<{ item: WishlistItemRow; isNew: boolean } | undefined> {
  const { id, account_id, product_id, price, isAvailable } = wish
  await db.query(
    `INSERT INTO wishlist_item (id, account_id, product_id, price, seen_price, seen_available)
     SELECT $1, $2, $3, $4::int, $4::int, $5
      WHERE (SELECT count(*) FROM wishlist_item WHERE account_id = $2) < $6
     ON CONFLICT (account_id, product_id) DO NOTHING`,
    [id, account_id, product_id, price, isAvailable, mostWishes]
  )
  const { rows } = await db.query<WishlistItemRow>(
    "SELECT * FROM wishlist_item WHERE account_id = $1 AND product_id = $2",
    [account_id, product_id]
  )
  const [item] = rows
  return item === undefined ? undefined : { item, isNew: item.id === id }
}

/**
 * Takes a product off a wishlist.
 *
 * @param objectId the entry's or the product's, as clients know it
 * @returns the entry's id; undefined where it is not on the list
 */
export async function removeWish(
  db: Queryable,
  accountId: string,
  objectId: string
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `DELETE FROM wishlist_item w USING object_id_map m
      WHERE w.account_id = $1 AND m.object_id = $2 AND m.medusa_id IN (w.id, w.product_id)
      RETURNING w.id`,
    [accountId, objectId.toLowerCase()]
  )
  return rows[0]?.id
}

/** An entry and who is to be told of it. */
export type WatchedRow = WishlistItemRow & {
  email: string
  first_name: string
  preferences: { language?: "pt" | "en"; notifications?: { email?: boolean } } | null
  status: string
}

/** Who wishes for these products. */
export async function listWatched(
  db: Queryable,
  productIds: readonly string[]
): Promise<WatchedRow[]> {
  const { rows } = await db.query<WatchedRow>(
    `SELECT w.*, a.email, a.first_name, a.preferences, a.status
       FROM wishlist_item w JOIN account a ON a.id = w.account_id AND a.deleted_at IS NULL
      WHERE w.product_id = ANY($1::text[]) AND w.deleted_at IS NULL ORDER BY w.id`,
    [productIds]
  )
  return rows
}

/** Notes what was seen of a product, unless another process has done so meanwhile. */
export async function noteSeen(
  db: Queryable,
  item: WishlistItemRow,
  seen: { seenPrice: number | null; seenAvailable: boolean },
  wasTold: boolean
): Promise<void> {
  await db.query(
    `UPDATE wishlist_item
        SET seen_price = $2, seen_available = $3, notices = notices + $4, updated_at = now()
      WHERE id = $1 AND notices = $5 AND seen_available = $6
        AND seen_price IS NOT DISTINCT FROM $7::int`,
    [
      item.id,
      seen.seenPrice,
      seen.seenAvailable,
      wasTold ? 1 : 0,
      item.notices,
      item.seen_available,
      item.seen_price,
    ]
  )
}

/** Takes the wishlists of closed accounts away. */
export async function removeWishesOfClosed(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM wishlist_item w USING account a
      WHERE a.id = w.account_id AND (a.closed_at IS NOT NULL OR a.deleted_at IS NOT NULL)`
  )
}

/** Products that somebody wishes for, after `after`, rising. */
export async function listWished(db: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ product_id: string }>(
    `SELECT DISTINCT product_id FROM wishlist_item
      WHERE product_id > $1 AND deleted_at IS NULL ORDER BY product_id LIMIT $2`,
    [after, limit]
  )
  return rows.map((row) => row.product_id)
}

/** Those of these ObjectIds' products that somebody wishes for. */
export async function findWished(db: Queryable, objectIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ product_id: string }>(
    `SELECT DISTINCT w.product_id FROM object_id_map m
       JOIN wishlist_item w ON w.product_id = m.medusa_id AND w.deleted_at IS NULL
      WHERE m.object_id = ANY($1::text[])`,
    [objectIds]
  )
  return rows.map((row) => row.product_id)
}
