import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { medusaIdOf } from "../../../modules/read-model/postgres/object-ids"
import { inTransaction } from "../../../modules/read-model/postgres/pool"
import type { ReadModel } from "../../../modules/read-model/read-model"
import type { DeliveryMethod } from "../../../modules/seller/rules/shipping-options"
import { AppError, type ErrorDetail } from "../../lib/errors"
import type { Queryable } from "../../lib/queryable"
import { editLockedCart } from "../cart/change-cart"
import { addCoupon } from "../cart/coupons"
import { addItem } from "../cart/draft"
import { findCart, insertCart, lockOpenCart } from "../cart/holders"
import { taxLinesOf } from "../cart/rules/tax"
import { isForSale } from "../cart/rules/review"
import type { CartPlan } from "../cart/plan-cart"
import { isOffered, type DeliveryOption, type Place } from "./delivery"

/** An address as an order keeps it: Medusa's columns, its parts apart in metadata. */
export type OrderAddress = {
  first_name: string
  last_name: string
  address_1: string
  address_2: string
  city: string
  province: string
  postal_code: string
  country_code: string
  phone: string
  metadata: Record<string, unknown>
}

/** What a buyer orders, as `/v1` takes it. */
export type Checkout = {
  buyer: { userId: string; customerId: string; email: string }
  /** Of the request, however often it is made: what it orders is put into one cart. */
  requestId?: string | undefined
  /** Presented ids. Without them the buyer's own cart is ordered. */
  items?: { productId: string; variantId?: string | undefined; quantity: number }[] | undefined
  /** Of another cart of the same buyer's. */
  cartId?: string | undefined
  couponCode?: string | undefined
  shippingAddress?: OrderAddress | undefined
  billingAddress?: OrderAddress | undefined
  /** Where the address is, for the radius of local delivery. */
  place: Place
  deliveryMethod?: DeliveryMethod | undefined
  /** By seller's presented id, where it is another than `deliveryMethod`. */
  deliveries: ReadonlyMap<string, DeliveryMethod>
}

export type CheckoutContext = {
  container: MedusaContainer
  readModel: ReadModel
  cartExpiresAfterDays: number
}

/**
 * Makes a cart ready to be placed: what is ordered, where it goes, how each seller hands over.
 *
 * @returns the cart's id
 * @throws AppError CART_NOT_FOUND, CART_NOT_PLACEABLE, VALIDATION_FAILED and those of carts.
 */
export async function prepareCart(context: CheckoutContext, checkout: Checkout): Promise<string> {
  return inTransaction(context.readModel.pool, async (db) => {
    const earlier = await cartOfRequest(db, checkout)
    if (earlier !== undefined) {
      return earlier
    }
    const cartId = await cartOf(context, db, checkout)
    await writeAddresses(db, cartId, checkout)
    const first = await editLockedCart(context.container, db, cartId)
    await chooseDeliveries(db, first.plan, checkout)
    const coupon = checkout.couponCode
    // Deliveries have their discounts, and the place its taxes, only now.
    await editLockedCart(
      context.container,
      db,
      cartId,
      coupon === undefined ? undefined : addCoupon(coupon)
    )
    return cartId
  })
}

const cartIdOf = (requestId: string) => `cart_${requestId.slice(0, 26)}`

/** The cart that an earlier try of the same request made ready; its orders may be placed already. */
async function cartOfRequest(
  db: Queryable,
  { requestId, buyer }: Checkout
): Promise<string | undefined> {
  if (requestId === undefined) {
    return undefined
  }
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM cart WHERE id = $1 AND customer_id = $2",
    [cartIdOf(requestId), buyer.customerId]
  )
  return rows[0]?.id
}

async function cartOf(
  { container, cartExpiresAfterDays }: CheckoutContext,
  db: Queryable,
  { buyer, items, cartId, requestId }: Checkout
): Promise<string> {
  if (items !== undefined) {
    const owner = { customerId: buyer.customerId, email: buyer.email }
    const id = await insertCart(
      db,
      owner,
      requestId === undefined ? undefined : cartIdOf(requestId)
    )
    await putInto(container, db, id, items)
    return id
  }
  const found =
    cartId === undefined
      ? (await findCart(db, { userId: buyer.userId }, cartExpiresAfterDays))?.cart_id
      : await ownCart(db, cartId, buyer.customerId)
  if (found === undefined || found === null || !(await lockOpenCart(db, found))) {
    throw new AppError("CART_NOT_FOUND")
  }
  return found
}

async function ownCart(
  db: Queryable,
  objectId: string,
  customerId: string
): Promise<string | undefined> {
  const id = (await medusaIdOf(db as never, objectId)) ?? ""
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM cart WHERE id = $1 AND customer_id = $2",
    [id, customerId]
  )
  return rows[0]?.id
}

async function putInto(
  container: MedusaContainer,
  db: Queryable,
  cartId: string,
  items: NonNullable<Checkout["items"]>
): Promise<void> {
  const named = await variantsOf(db, items)
  await editLockedCart(container, db, cartId, {
    wanted: { variantIds: named.flatMap((id) => (id === undefined ? [] : [id])) },
    apply: (draft, state) => {
      items.forEach(({ quantity }, index) => {
        const offer = state.offers.find(({ variant_id }) => variant_id === named[index])
        if (offer === undefined || !isForSale(offer)) {
          const details = [{ path: `items.${index}.productId`, message: "is not for sale" }]
          throw new AppError("CART_PRODUCT_UNAVAILABLE", { details })
        }
        addItem(draft, offer, quantity)
      })
    },
  })
}

/** The variant of each item; undefined where it names none, or the product has several. */
async function variantsOf(
  db: Queryable,
  items: NonNullable<Checkout["items"]>
): Promise<(string | undefined)[]> {
  const { rows } = await db.query<{ place: string; ids: string[] }>(
    `SELECT x.place, coalesce(array_agg(v.id) FILTER (WHERE v.id IS NOT NULL), '{}') AS ids
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS x (product, variant, place)
       LEFT JOIN object_id_map p ON p.object_id = x.product
       LEFT JOIN object_id_map m ON m.object_id = x.variant
       LEFT JOIN product_variant v ON v.product_id = p.medusa_id AND v.deleted_at IS NULL
                                  AND (x.variant IS NULL OR v.id = m.medusa_id)
      GROUP BY x.place`,
    [
      items.map(({ productId }) => productId.toLowerCase()),
      items.map(({ variantId }) => variantId?.toLowerCase() ?? null),
    ]
  )
  const byPlace = new Map(rows.map(({ place, ids }) => [Number(place), ids]))
  return items.map((_, index) => {
    const ids = byPlace.get(index + 1) ?? []
    return ids.length === 1 ? ids[0] : undefined
  })
}

async function writeAddresses(db: Queryable, cartId: string, checkout: Checkout): Promise<void> {
  const { shippingAddress, billingAddress, buyer } = checkout
  for (const [column, address] of [
    ["shipping_address_id", shippingAddress],
    ["billing_address_id", billingAddress ?? shippingAddress],
  ] as const) {
    if (address === undefined) {
      continue
    }
    await db.query(
      `WITH address AS (
         INSERT INTO cart_address (id, first_name, last_name, address_1, address_2, city, province,
                                   postal_code, country_code, phone, metadata)
         VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb) RETURNING id)
       UPDATE cart SET ${column} = (SELECT id FROM address), updated_at = now() WHERE id = $1`,
      [
        cartId,
        generateEntityId(undefined, "caaddr"),
        address.first_name,
        address.last_name,
        address.address_1,
        address.address_2,
        address.city,
        address.province,
        address.postal_code,
        address.country_code,
        address.phone,
        JSON.stringify(address.metadata),
      ]
    )
  }
  await db.query("UPDATE cart SET customer_id = $2, email = $3 WHERE id = $1", [
    cartId,
    buyer.customerId,
    buyer.email,
  ])
}

/** How each seller in a cart hands goods over. */
export async function deliveryOptions(
  db: Queryable,
  sellerIds: readonly string[]
): Promise<DeliveryOption[]> {
  const { rows } = await db.query<DeliveryOption & { address: Place | null }>(
    `SELECT s.id AS "sellerId", s.business_name AS "sellerName", so.id AS "optionId", so.name,
            so.data->>'delivery_method' AS method, p.amount::text AS amount,
            (s.delivery_options->>'delivery_radius')::float AS radius,
            jsonb_build_object('latitude', s.address->'latitude', 'longitude', s.address->'longitude',
                               'city', s.address->>'city') AS place
       FROM seller s
       JOIN seller_shipping_profile sp ON sp.seller_id = s.id AND sp.deleted_at IS NULL
       JOIN shipping_option so ON so.shipping_profile_id = sp.shipping_profile_id AND so.deleted_at IS NULL
       JOIN shipping_option_price_set ps ON ps.shipping_option_id = so.id AND ps.deleted_at IS NULL
       JOIN price p ON p.price_set_id = ps.price_set_id AND p.currency_code = 'mzn' AND p.deleted_at IS NULL
      WHERE s.id = ANY($1::text[]) AND so.data->>'delivery_method' IS NOT NULL
      ORDER BY s.id, so.id`,
    [sellerIds]
  )
  return rows
}

async function chooseDeliveries(db: Queryable, plan: CartPlan, checkout: Checkout): Promise<void> {
  const sellers = new Map(
    plan.lines.flatMap(({ offer }) =>
      offer?.seller === null || offer?.seller === undefined
        ? []
        : [[offer.seller.id, offer.seller.name] as const]
    )
  )
  const options = await deliveryOptions(db, [...sellers.keys()])
  const details: ErrorDetail[] = []
  const chosen = [...sellers].flatMap(([sellerId, name]) => {
    const wanted = checkout.deliveries.get(sellerId) ?? checkout.deliveryMethod
    const offered = options.filter((option) => option.sellerId === sellerId)
    const option = offered.find(({ method }) => method === wanted)
    if (option === undefined || !isOffered(option, checkout.place)) {
      const can = offered
        .filter((one) => isOffered(one, checkout.place))
        .map(({ method }) => method)
      const path = checkout.deliveries.has(sellerId) ? "deliveries" : "deliveryMethod"
      details.push({ path, message: `${name} offers here: ${can.join(", ") || "nothing"}` })
      return []
    }
    return [option]
  })
  if (details.length > 0) {
    throw new AppError("CART_NOT_PLACEABLE", { details })
  }
  await writeDeliveries(db, plan, chosen)
}

async function writeDeliveries(
  db: Queryable,
  plan: CartPlan,
  chosen: readonly DeliveryOption[]
): Promise<void> {
  const { state } = plan
  const taxes = state.automatic_taxes
    ? taxLinesOf({ productId: null, productTypeId: null }, state.tax_rates)
    : []
  const rows = chosen.map((option) => ({
    id: generateEntityId(undefined, "casm"),
    name: option.name,
    amount: option.amount,
    option: option.optionId,
    method: option.method,
    inclusive: state.tax_inclusive,
  }))
  const taxRows = rows.flatMap(({ id }) =>
    taxes.map((tax) => ({ ...tax, id: generateEntityId(undefined, "casmtxl"), method_id: id }))
  )
  await db.query(
    `WITH gone AS (
       UPDATE cart_shipping_method SET deleted_at = now() WHERE cart_id = $1 AND deleted_at IS NULL)
     INSERT INTO cart_shipping_method (id, cart_id, name, amount, raw_amount, is_tax_inclusive,
                                       shipping_option_id, data)
     SELECT x.id, $1, x.name, x.amount, jsonb_build_object('value', x.amount::text, 'precision', 20),
            x.inclusive, x.option, jsonb_build_object('delivery_method', x.method)
       FROM jsonb_to_recordset($2::jsonb) AS x (id text, name text, amount numeric, option text,
            method text, inclusive boolean)`,
    [state.id, JSON.stringify(rows)]
  )
  await db.query(
    `INSERT INTO cart_shipping_method_tax_line (id, shipping_method_id, code, rate, description,
                                                tax_rate_id, provider_id)
     SELECT x.id, x.method_id, x.code, x.rate, x.description, x.tax_rate_id, x.provider_id
       FROM jsonb_to_recordset($1::jsonb) AS x (id text, method_id text, code text, rate real,
            description text, tax_rate_id text, provider_id text)`,
    [JSON.stringify(taxRows)]
  )
}
