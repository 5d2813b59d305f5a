import { Types } from "mongoose"
import { objectIdOf } from "../../../src/lib/object-id"
import { expireCarts } from "../../../src/workflows/cart/expire-carts"
import { registerBuyer } from "../../support/accounts"
import { signInAdmin } from "../../support/admin"
import { runVerify } from "../../support/projections"
import {
  askCart,
  goodsOfSellers,
  newSession,
  shopperOf,
  storeTotals,
  type Goods,
} from "../../support/shop"
import { createCart, openStore } from "../../support/store"
import { until } from "../../support/until"
import { openWorld, outboxIsEmpty, type World } from "../../support/world"

let world: World
let one: Goods
let other: Goods

beforeAll(async () => {
  world = await openWorld()
  ;[one, other] = (await goodsOfSellers(world, 2)) as [Goods, Goods]
})
afterAll(() => world.close())

const stored = (id: string | null) =>
  world.mongo
    .collection("carts")
    .findOne({ _id: new Types.ObjectId(id ?? ""), deletedAt: { $exists: false } })

const settled = () => until("changes are projected", () => outboxIsEmpty(world.pool))

async function age(cartId: string, days: number): Promise<void> {
  for (const [table, key] of [
    ["cart", "id"],
    ["cart_line_item", "cart_id"],
  ]) {
    await world.pool.query(
      `UPDATE ${table} SET updated_at = now() - make_interval(days => $2) WHERE ${key} = $1`,
      [cartId, days]
    )
  }
}

describe("the carts of the read model", () => {
  it("have a cart's fields, as soon as the answer has them", async () => {
    const session = newSession()
    await askCart(world, { session }, "post", "/items", { productId: one.productId, quantity: 2 })
    const cart = await askCart(world, { session }, "post", "/items", {
      productId: other.productId,
      quantity: 1,
    })
    const document = await stored(cart.id)
    expect(document).toMatchObject({ medusaId: cart.medusaId, userId: null, sessionId: session })
    const items = document?.items as Record<string, unknown>[]
    expect(
      items.map(({ _id, productId, variantId, quantity }) => [
        String(_id),
        String(productId),
        String(variantId),
        quantity,
      ])
    ).toEqual(
      cart.items.map(({ id, productId, variantId, quantity }) => [
        id,
        productId,
        variantId,
        quantity,
      ])
    )
    expect(items[0]?.addedAt).toBeInstanceOf(Date)
    const [expires, updated] = [document?.expiresAt as Date, document?.updatedAt as Date]
    expect(expires.getTime() - updated.getTime()).toBe(30 * 86_400_000)
  })

  it("know their account, and follow a cart of the store API", async () => {
    const buyer = await registerBuyer(world)
    const { id } = await askCart(world, shopperOf(buyer), "post", "/items", {
      productId: one.productId,
      quantity: 1,
    })
    expect(String((await stored(id))?.userId)).toBe(buyer.userId)
    const store = await openStore(world)
    const medusaId = await createCart(world, store)
    await store
      .post(`/store/carts/${medusaId}/line-items`)
      .send({ variant_id: one.variant, quantity: 4 })
      .expect(200)
    await settled()
    expect(await stored(objectIdOf(medusaId))).toMatchObject({ items: [{ quantity: 4 }] })
  })

  it("lose a cart that was ordered, and one that went into another", async () => {
    const buyer = await registerBuyer(world)
    const session = newSession()
    const body = { productId: one.productId, quantity: 1 }
    const own = await askCart(world, shopperOf(buyer), "post", "/items", body)
    const guest = await askCart(world, { session }, "post", "/items", body)
    await askCart(world, shopperOf(buyer, session), "get")
    expect(await stored(guest.id)).toBeNull()
    await world.pool.query("UPDATE cart SET completed_at = now() WHERE id = $1", [own.medusaId])
    await settled()
    expect(await stored(own.id)).toBeNull()
  })

  it("follow the setting of how long carts are kept", async () => {
    const { id } = await askCart(world, { session: newSession() }, "post", "/items", {
      productId: one.productId,
      quantity: 1,
    })
    const admin = await signInAdmin(world)
    const set = (value: unknown) =>
      admin.post("/admin/marketplace-settings/cart.expires_after_days").send({ value })
    const changed = await set(7)
    expect(changed.status).toBe(200)
    await until("the cart expires sooner", async () => {
      const document = await stored(id)
      const [expires, updated] = [document?.expiresAt as Date, document?.updatedAt as Date]
      return expires.getTime() - updated.getTime() === 7 * 86_400_000
    })
    expect((await set(0)).status).toBeGreaterThanOrEqual(400)
    expect((await set(30)).status).toBe(200)
  })
})

describe("a cart that nobody has changed for a month", () => {
  it("is gone, at both doors, and taken away by and by with what led to it", async () => {
    const session = newSession()
    const body = { productId: one.productId, quantity: 1 }
    const old = await askCart(world, { session }, "post", "/items", body)
    const young = await askCart(world, { session: newSession() }, "post", "/items", body)
    await age(old.medusaId, 31)
    await age(young.medusaId, 29)
    expect(await askCart(world, { session }, "get")).toMatchObject({ id: null, items: [] })
    await expect(storeTotals(world, old.medusaId)).rejects.toThrow("404")
    expect((await storeTotals(world, young.medusaId)).lines).toBe(1)

    expect(await expireCarts(world.pool, 30)).toBe(1)
    expect(await expireCarts(world.pool, 30)).toBe(0)
    await settled()
    expect(await stored(old.id)).toBeNull()
    expect(await stored(young.id)).not.toBeNull()
    const { rows } = await world.pool.query("SELECT FROM cart_holder WHERE cart_id = $1", [
      old.medusaId,
    ])
    expect(rows).toEqual([])
  })

  it("makes room for a new one", async () => {
    const session = newSession()
    const body = { productId: one.productId, quantity: 1 }
    const old = await askCart(world, { session }, "post", "/items", body)
    await age(old.medusaId, 31)
    const next = await askCart(world, { session }, "post", "/items", body)
    expect(next.medusaId).not.toBe(old.medusaId)
    expect(next.itemCount).toBe(1)
  })
})

it("verify finds no difference", async () => {
  await settled()
  expect(await runVerify(world, "carts")).toMatchObject({ code: 0 })
})
