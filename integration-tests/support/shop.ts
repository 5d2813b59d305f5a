import { randomBytes } from "node:crypto"
import type { Response } from "supertest"
import { objectIdOf } from "../../src/lib/object-id"
import type { Buyer } from "./accounts"
import { publishableKey } from "./doors"
import type { World } from "./world"

/** A product that is in stock, with one of its variants; amounts in cents. */
export type Goods = {
  product: string
  productId: string
  variant: string
  variantId: string
  variants: number
  price: number
  seller: string
}

/** Products of approved sellers that are well in stock, one variant each, sorted by handle. */
export async function listGoods(world: World): Promise<Goods[]> {
  const { rows } = await world.pool.query<{
    product: string
    variant: string
    variants: number
    amount: string
    seller: string
  }>(
    `SELECT p.id AS product, v.id AS variant, v.variants, a.amount::text, ps.seller_id AS seller
       FROM product p
       JOIN product_seller ps ON ps.product_id = p.id AND ps.deleted_at IS NULL
       JOIN seller s ON s.id = ps.seller_id AND s.status = 'approved'
       JOIN LATERAL (SELECT min(id) AS id, count(*)::int AS variants FROM product_variant x
                      WHERE x.product_id = p.id AND x.deleted_at IS NULL) v ON true
       JOIN product_variant_price_set l ON l.variant_id = v.id
       JOIN price a ON a.price_set_id = l.price_set_id AND a.currency_code = 'mzn'
        AND a.price_list_id IS NULL AND a.deleted_at IS NULL
       JOIN product_variant_inventory_item i ON i.variant_id = v.id
       JOIN inventory_level il ON il.inventory_item_id = i.inventory_item_id
      WHERE p.status = 'published' AND il.stocked_quantity - il.reserved_quantity > 20
        AND NOT EXISTS (SELECT FROM price q JOIN price_list pl ON pl.id = q.price_list_id
                         WHERE q.price_set_id = l.price_set_id)
      ORDER BY p.handle`
  )
  return rows.map((row) => ({
    product: row.product,
    productId: objectIdOf(row.product),
    variant: row.variant,
    variantId: objectIdOf(row.variant),
    variants: row.variants,
    price: Math.round(Number(row.amount) * 100),
    seller: row.seller,
  }))
}

/** Goods with one variant, the first of each of `count` sellers. */
export async function goodsOfSellers(world: World, count: number): Promise<Goods[]> {
  const all = (await listGoods(world)).filter(({ variants }) => variants === 1)
  const bySeller = new Map(all.reverse().map((goods) => [goods.seller, goods]))
  const chosen = [...bySeller.values()].slice(0, count)
  if (chosen.length < count) {
    throw new Error(`There are goods of ${chosen.length} sellers only`)
  }
  return chosen
}

/** A session as a client makes one. */
export const newSession = (): string => randomBytes(18).toString("base64url")

/** Who asks: a buyer's token, a guest's session, or both. */
export type Shopper = { token?: string; session?: string }

export const shopperOf = (buyer: Buyer, session?: string): Shopper => ({
  token: buyer.accessToken,
  ...(session === undefined ? {} : { session }),
})

export function headersOf({ token, session }: Shopper): Record<string, string> {
  return {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(session === undefined ? {} : { "X-Session-Id": session }),
  }
}

export type CartView = {
  id: string | null
  medusaId: string
  items: {
    id: string
    productId: string
    variantId: string
    product: { name: string; image: string | null; seller: { id: string } | null }
    quantity: number
    unitPrice: number
    comparePrice: number | null
    lineTotal: number
    discount: number
    isAvailable: boolean
    stock: number | null
  }[]
  sellers: { seller: { id: string }; itemIds: string[]; subtotal: number; total: number }[]
  coupons: { code: string; discount: number }[]
  totals: { subtotal: number; discount: number; tax: number; shipping: number; total: number }
  itemCount: number
  changes: { itemId: string; kind: string; before: number; after: number }[]
  droppedCoupons: string[]
  merged: { items: number } | null
  expiresAt: string
}

type Method = "get" | "post" | "put" | "delete"

/** Asks /v1 as somebody. */
export async function askV1(
  world: World,
  who: Shopper,
  method: Method,
  path: string,
  body?: object
): Promise<Response> {
  const request = world.api[method](path).set(headersOf(who))
  return body === undefined ? request : request.send(body)
}

/** The same of the cart's paths, for the cart of the answer, which has the status. */
export async function askCart(
  world: World,
  who: Shopper,
  method: Method,
  path = "",
  body?: object,
  status = path === "/items" ? 201 : 200
): Promise<CartView> {
  const answer = await askV1(world, who, method, `/v1/cart${path}`, body)
  if (answer.status !== status) {
    throw new Error(`${method} /v1/cart${path} answered ${answer.status}: ${answer.text}`)
  }
  return (answer.body as { data: { cart: CartView } }).data.cart
}

/** The error's code and the paths of its details. */
export function refusalOf(answer: Response): { status: number; code?: string; paths: string[] } {
  const { error } = answer.body as {
    error?: { code: string; details?: { path: string }[] }
  }
  return {
    status: answer.status,
    ...(error === undefined ? {} : { code: error.code }),
    paths: (error?.details ?? []).map(({ path }) => path),
  }
}

/** Totals of a cart at the store API, in cents with whatever fraction they have. */
export async function storeTotals(world: World, medusaId: string, who: Shopper = {}) {
  const answer = await world.api
    .get(`/store/carts/${medusaId}`)
    .set({ ...headersOf(who), "x-publishable-api-key": await publishableKey(world) })
  if (answer.status !== 200) {
    throw new Error(`/store/carts answered ${answer.status}: ${answer.text}`)
  }
  const { cart } = answer.body as { cart: Record<string, number> & { items: unknown[] } }
  const cents = (name: string) => (cart[name] ?? 0) * 100
  return {
    total: cents("total"),
    items: cents("original_item_total"),
    discount: cents("discount_total"),
    tax: cents("tax_total"),
    shipping: cents("original_shipping_total"),
    lines: cart.items.length,
  }
}

/** Sets what is in stock of a variant, nothing of it reserved. */
export async function setStock(world: World, variant: string, quantity: number): Promise<void> {
  await world.pool.query(
    `UPDATE inventory_level SET stocked_quantity = $2::numeric, reserved_quantity = 0,
            raw_stocked_quantity = jsonb_build_object('value', $2::text, 'precision', 20),
            raw_reserved_quantity = jsonb_build_object('value', '0', 'precision', 20)
      WHERE inventory_item_id IN (
        SELECT inventory_item_id FROM product_variant_inventory_item WHERE variant_id = $1)`,
    [variant, quantity]
  )
}

/** Sets the base price of a variant, in cents. */
export async function setPrice(world: World, variant: string, cents: number): Promise<void> {
  const amount = (cents / 100).toFixed(2)
  await world.pool.query(
    `UPDATE price SET amount = $2::numeric,
            raw_amount = jsonb_build_object('value', $2::text, 'precision', 20)
      WHERE currency_code = 'mzn' AND price_list_id IS NULL AND price_set_id IN (
        SELECT price_set_id FROM product_variant_price_set WHERE variant_id = $1)`,
    [variant, amount]
  )
}
