import { createCart, type Store } from "./store"
import type { World } from "./world"

/** A variant in stock of each of so many sellers that take a way to pay. */
export async function variantsOfSellers(
  world: World,
  count: number,
  method = "m-pesa"
): Promise<{ variantId: string; productId: string; sellerId: string; profileId: string }[]> {
  const { rows } = await world.pool.query<{
    variantId: string
    productId: string
    sellerId: string
    profileId: string
  }>(
    `SELECT DISTINCT ON (s.id) v.id AS "variantId", p.id AS "productId", s.id AS "sellerId",
            sp.shipping_profile_id AS "profileId"
       FROM seller s
       JOIN seller_shipping_profile sp ON sp.seller_id = s.id AND sp.deleted_at IS NULL
       JOIN product_seller ps ON ps.seller_id = s.id AND ps.deleted_at IS NULL
       JOIN product p ON p.id = ps.product_id AND p.status = 'published' AND p.deleted_at IS NULL
       JOIN product_variant v ON v.product_id = p.id AND v.deleted_at IS NULL
       JOIN product_variant_inventory_item i ON i.variant_id = v.id AND i.deleted_at IS NULL
       JOIN inventory_level l ON l.inventory_item_id = i.inventory_item_id AND l.deleted_at IS NULL
      WHERE s.status = 'approved' AND $2 = ANY(s.payment_methods)
        AND l.stocked_quantity - l.reserved_quantity >= 20
      ORDER BY s.id, v.id LIMIT $1`,
    [count, method]
  )
  if (rows.length < count) {
    throw new Error(`Only ${rows.length} of ${count} sellers have goods`)
  }
  return rows
}

/** The shipping option of a profile by which goods are collected, or else any. */
export async function shippingOptionOf(world: World, profileId: string): Promise<string> {
  const { rows } = await world.pool.query<{ id: string }>(
    `SELECT id FROM shipping_option WHERE shipping_profile_id = $1 AND deleted_at IS NULL
      ORDER BY (data->>'delivery_method' = 'pickup') DESC, id LIMIT 1`,
    [profileId]
  )
  return rows[0]?.id ?? ""
}

export const maputo = {
  first_name: "Amélia",
  last_name: "Cossa",
  address_1: "Avenida Julius Nyerere 812",
  city: "Maputo",
  province: "Maputo",
  postal_code: "1100",
  country_code: "mz",
  phone: "+258841234567",
}

type Answer = { status: number; text: string }

function expectOk(answer: Answer): void {
  if (answer.status !== 200) {
    throw new Error(`Answered ${answer.status}: ${answer.text}`)
  }
}

/** A cart of Medusa's store API, ready to be completed. */
export async function readyCart(
  world: World,
  store: Store,
  options: { sellers?: number; quantity?: number; provider?: string; email?: string } = {}
): Promise<{ cartId: string; goods: Awaited<ReturnType<typeof variantsOfSellers>> }> {
  const { sellers = 2, quantity = 2, provider = "pp_mpesa", email = "amelia@example.com" } = options
  const goods = await variantsOfSellers(world, sellers)
  const cartId = await createCart(world, store)
  for (const { variantId } of goods) {
    expectOk(
      await store
        .post(`/store/carts/${cartId}/line-items`)
        .send({ variant_id: variantId, quantity })
    )
  }
  expectOk(
    await store
      .post(`/store/carts/${cartId}`)
      .send({ email, shipping_address: maputo, billing_address: maputo })
  )
  for (const { profileId } of goods) {
    const option_id = await shippingOptionOf(world, profileId)
    expectOk(await store.post(`/store/carts/${cartId}/shipping-methods`).send({ option_id }))
  }
  const collection = await store.post("/store/payment-collections").send({ cart_id: cartId })
  expectOk(collection)
  const { payment_collection } = collection.body as { payment_collection: { id: string } }
  expectOk(
    await store
      .post(`/store/payment-collections/${payment_collection.id}/payment-sessions`)
      .send({ provider_id: provider, data: { phone: "+258841234567" } })
  )
  return { cartId, goods }
}
