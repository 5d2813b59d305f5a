import { generateEntityId } from "@medusajs/framework/utils"
import { AppError } from "../../lib/errors"
import type { Queryable } from "../../lib/queryable"
import { isOpen } from "./activity"

/** Whose cart it is: an account's, a guest's session's, or both in a request after signing in. */
export type CartOwner = {
  /** ObjectId of the account. */
  userId?: string
  sessionId?: string
}

/** The carts that an owner has. */
export type FoundCart = {
  customer_id: string | null
  email: string | null
  cart_id: string | null
  /** A guest's cart that is to go into the account's. */
  guest_cart_id: string | null
  /** Whether it was a guest's until this moment. */
  handed_over?: boolean
}

/** The id of the holder that stands for a guest's session. */
export const guestHolder = (sessionId: string): string => `guest:${sessionId}`

const isGuests = (cart: string) => `
  (${cart}.customer_id IS NULL
   OR EXISTS (SELECT FROM customer k WHERE k.id = ${cart}.customer_id AND NOT k.has_account))`

const guestCart = (holder: string) => `
  SELECT g.id FROM cart_holder h JOIN cart g ON g.id = h.cart_id
   WHERE h.id = ${holder} AND ${isOpen("g", "$2")} AND ${isGuests("g")}`

const ofBuyer = `
SELECT a.customer_id, a.email, c.id AS cart_id, (${guestCart("$3")}) AS guest_cart_id
  FROM account a
  JOIN cart_holder h ON h.id = a.customer_id
  JOIN cart c ON c.id = h.cart_id AND c.customer_id = a.customer_id AND ${isOpen("c", "$2")}
 WHERE a.object_id = $1 AND a.deleted_at IS NULL`

const buyerWithout = `
SELECT a.customer_id, a.email, NULL AS cart_id, (${guestCart("$3")}) AS guest_cart_id
  FROM account a WHERE a.object_id = $1 AND a.deleted_at IS NULL AND $2::int IS NOT NULL`

const ofGuest = `
SELECT NULL AS customer_id, NULL AS email, c.id AS cart_id, NULL AS guest_cart_id
  FROM cart_holder h JOIN cart c ON c.id = h.cart_id AND ${isOpen("c", "$2")} AND ${isGuests("c")}
 WHERE h.id = $1`

/**
 * The open cart of an owner, and locks it where asked to; undefined where there is none.
 *
 * @param days until a cart expires
 */
export async function findCart(
  db: Queryable,
  { userId, sessionId }: CartOwner,
  days: number,
  lock: "" | "FOR UPDATE OF c" = ""
): Promise<FoundCart | undefined> {
  const holder = guestHolder(sessionId ?? "")
  const { rows } =
    userId === undefined
      ? await db.query<FoundCart>(`${ofGuest} ${lock}`, [holder, days])
      : await db.query<FoundCart>(`${ofBuyer} ${lock}`, [userId, days, holder])
  return rows[0]
}

/** A buyer without a cart: who it is, and whether a guest's cart waits. */
export async function findBuyer(
  db: Queryable,
  { userId, sessionId }: CartOwner,
  days: number
): Promise<FoundCart | undefined> {
  const values = [userId, days, guestHolder(sessionId ?? "")]
  const { rows } = await db.query<FoundCart>(buyerWithout, values)
  return rows[0]
}

/** Keeps everybody else from giving this owner a cart until the transaction ends. */
export async function lockHolder(db: Queryable, holder: string): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended('cart_holder:' || $1, 0))", [
    holder,
  ])
}

const hold = `
INSERT INTO cart_holder (id, cart_id, session_id) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET cart_id = excluded.cart_id, updated_at = now(), deleted_at = NULL`

/**
 * Gives a customer the latest cart it made at the store API, if it is open, to have at /v1 as
 * well; undefined where there is none.
 */
export async function adoptCart(
  db: Queryable,
  customerId: string,
  days: number
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM cart c
      WHERE c.customer_id = $1 AND ${isOpen("c", "$2")} AND c.currency_code = 'mzn'
      ORDER BY c.created_at DESC, c.id DESC LIMIT 1 FOR UPDATE OF c`,
    [customerId, days]
  )
  const [found] = rows
  if (found !== undefined) {
    await db.query(hold, [customerId, found.id, null])
  }
  return found?.id
}

/** The marketplace's region; where it is one country, a cart's taxes are known from the start. */
const newCart = `
WITH place AS (
  SELECT r.id AS region_id, r.currency_code, s.default_sales_channel_id AS channel_id,
         (SELECT min(k.iso_2) FROM region_country k WHERE k.region_id = r.id
          HAVING count(*) = 1) AS country
    FROM store s JOIN region r ON r.deleted_at IS NULL
     AND (r.id = s.default_region_id OR s.default_region_id IS NULL)
   ORDER BY s.created_at, (r.currency_code = 'mzn') DESC, r.created_at LIMIT 1),
address AS (
  INSERT INTO cart_address (id, country_code)
  SELECT $2, country FROM place WHERE country IS NOT NULL RETURNING id)
INSERT INTO cart (id, region_id, sales_channel_id, currency_code, customer_id, email, shipping_address_id)
SELECT $1, region_id, channel_id, currency_code, $3::text, $4::text, (SELECT id FROM address) FROM place
RETURNING id`

/** Makes an empty cart in the marketplace's region. Its address holds no more than the country. */
export async function insertCart(
  db: Queryable,
  owner: { customerId: string | null; email: string | null },
  id = generateEntityId("", "cart")
): Promise<string> {
  const values = [id, generateEntityId("", "caaddr"), owner.customerId, owner.email]
  const { rows } = await db.query<{ id: string }>(newCart, values)
  if (rows.length === 0) {
    throw new AppError("INTERNAL_ERROR", {
      cause: "The marketplace has no region to make a cart in: run the seed",
    })
  }
  return id
}

/** Says that a cart is an owner's, in the place of the one it had. */
export async function holdCart(
  db: Queryable,
  holder: string,
  cartId: string,
  sessionId: string | null
): Promise<void> {
  await db.query(hold, [holder, cartId, sessionId])
}

/** Gives a guest's cart, with all that is in it, to a customer. */
export async function handOver(
  db: Queryable,
  cartId: string,
  customer: { id: string; email: string | null },
  sessionId: string
): Promise<void> {
  await db.query("DELETE FROM cart_holder WHERE id = $1", [guestHolder(sessionId)])
  await db.query("UPDATE cart SET customer_id = $2, email = $3, updated_at = now() WHERE id = $1", [
    cartId,
    customer.id,
    customer.email,
  ])
  await holdCart(db, customer.id, cartId, null)
}

/** Takes away a cart whose lines went into another. */
export async function removeCart(db: Queryable, cartId: string): Promise<void> {
  await db.query(
    `WITH holders AS (DELETE FROM cart_holder WHERE cart_id = $1),
          gone AS (UPDATE cart_line_item SET deleted_at = now() WHERE cart_id = $1 AND deleted_at IS NULL)
     UPDATE cart SET deleted_at = now(), updated_at = now() WHERE id = $1`,
    [cartId]
  )
}

/** Locks a cart that may still be changed; false where it may not. */
export async function lockOpenCart(db: Queryable, cartId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM cart WHERE id = $1 AND deleted_at IS NULL AND completed_at IS NULL FOR UPDATE",
    [cartId]
  )
  return rowCount === 1
}
