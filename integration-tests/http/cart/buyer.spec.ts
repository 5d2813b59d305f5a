import { registerBuyer, type Buyer } from "../../support/accounts"
import { publishableKey } from "../../support/doors"
import {
  askCart,
  askV1,
  goodsOfSellers,
  headersOf,
  newSession,
  setStock,
  shopperOf,
  storeTotals,
  type Goods,
  type Shopper,
} from "../../support/shop"
import { createCart, openStore } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let one: Goods
let other: Goods
let third: Goods

beforeAll(async () => {
  world = await openWorld()
  ;[one, other, third] = (await goodsOfSellers(world, 3)) as [Goods, Goods, Goods]
})
afterAll(() => world.close())

const put = (who: Shopper, { productId }: Goods, quantity: number) =>
  askCart(world, who, "post", "/items", { productId, quantity })

describe("a buyer's cart", () => {
  it("is the same with every session of the account, and at the store API", async () => {
    const buyer = await registerBuyer(world)
    const cart = await put(shopperOf(buyer), one, 2)
    expect(await askCart(world, shopperOf(buyer, newSession()), "get")).toMatchObject({
      medusaId: cart.medusaId,
      itemCount: 2,
      merged: null,
    })
    const store = await storeTotals(world, cart.medusaId, shopperOf(buyer))
    expect(store.total).toBeCloseTo(cart.totals.total, 6)
    const { rows } = await world.pool.query(
      "SELECT c.email FROM cart c JOIN account a ON a.customer_id = c.customer_id WHERE c.id = $1",
      [cart.medusaId]
    )
    expect(rows).toEqual([{ email: buyer.email }])
  })

  it("is the open one that was made at the store API", async () => {
    const buyer = await registerBuyer(world)
    const store = (await openStore(world)).set("Authorization", `Bearer ${buyer.accessToken}`)
    const id = await createCart(world, store)
    await store
      .post(`/store/carts/${id}/line-items`)
      .send({ variant_id: other.variant, quantity: 3 })
      .expect(200)
    const cart = await askCart(world, shopperOf(buyer), "get")
    expect(cart).toMatchObject({ medusaId: id, items: [{ quantity: 3, unitPrice: other.price }] })
    const more = await put(shopperOf(buyer), other, 2)
    expect(more).toMatchObject({ medusaId: id, items: [{ quantity: 5 }] })
  })

  it("is another after it was ordered", async () => {
    const buyer = await registerBuyer(world)
    const { medusaId } = await put(shopperOf(buyer), one, 1)
    await world.pool.query("UPDATE cart SET completed_at = now() WHERE id = $1", [medusaId])
    expect(await askCart(world, shopperOf(buyer), "get")).toMatchObject({ id: null, items: [] })
    const next = await put(shopperOf(buyer), other, 1)
    expect(next.medusaId).not.toBe(medusaId)
    expect(next.items).toHaveLength(1)
  })
})

describe("a guest's cart at sign-in", () => {
  async function both(): Promise<{ buyer: Buyer; session: string }> {
    return { buyer: await registerBuyer(world), session: newSession() }
  }

  it("becomes the account's where that has none", async () => {
    const { buyer, session } = await both()
    const guest = await put({ session }, one, 2)
    const cart = await askCart(world, shopperOf(buyer, session), "get")
    expect(cart).toMatchObject({
      medusaId: guest.medusaId,
      merged: { items: 1 },
      items: [{ productId: one.productId, quantity: 2 }],
    })
    expect(await askCart(world, { session }, "get")).toMatchObject({ id: null, items: [] })
    expect(await askCart(world, shopperOf(buyer), "get")).toMatchObject({
      medusaId: guest.medusaId,
      merged: null,
    })
  })

  it("goes into the account's: quantities are added, up to what is in stock, and that is said", async () => {
    const { buyer, session } = await both()
    const cart = await put(shopperOf(buyer), one, 2)
    await put(shopperOf(buyer), other, 4)
    await put({ session }, one, 3)
    await put({ session }, other, 5)
    const guest = await put({ session }, third, 1)
    await setStock(world, other.variant, 6)
    const merged = await askCart(world, shopperOf(buyer, session), "get")
    expect(merged.medusaId).toBe(cart.medusaId)
    expect(merged.merged).toEqual({ items: 3 })
    expect(merged.items.map(({ productId, quantity }) => [productId, quantity])).toEqual([
      [one.productId, 5],
      [other.productId, 6],
      [third.productId, 1],
    ])
    expect(merged.changes).toMatchObject([{ kind: "quantity_reduced", before: 9, after: 6 }])
    const again = await askCart(world, shopperOf(buyer, session), "get")
    expect(again).toMatchObject({ merged: null, itemCount: 12, changes: [] })
    expect((await askCart(world, { session }, "get")).items).toEqual([])
    const { rows } = await world.pool.query("SELECT deleted_at FROM cart WHERE id = $1", [
      guest.medusaId,
    ])
    expect(rows).toMatchObject([{ deleted_at: expect.any(Date) as Date }])
    await setStock(world, other.variant, 60)
  })

  it("is merged once, however many requests carry both", async () => {
    const { buyer, session } = await both()
    await put(shopperOf(buyer), one, 1)
    await put({ session }, one, 2)
    const who = shopperOf(buyer, session)
    const answers = await Promise.all([1, 2, 3, 4].map(() => askCart(world, who, "get")))
    expect(answers.filter(({ merged }) => merged !== null)).toHaveLength(1)
    expect(await askCart(world, who, "get")).toMatchObject({ itemCount: 3 })
  })

  it("takes part in a change of the request that brings it", async () => {
    const { buyer, session } = await both()
    await put(shopperOf(buyer), one, 1)
    await put({ session }, other, 2)
    const cart = await put(shopperOf(buyer, session), one, 1)
    expect(cart).toMatchObject({ merged: { items: 1 }, itemCount: 4 })
  })
})

describe("another buyer's cart", () => {
  const paths: [string, string, object | undefined][] = [
    ["get", "", undefined],
    ["post", "", { email: "x@example.com" }],
    ["post", "/line-items", { variant_id: "variant_x", quantity: 1 }],
    ["post", "/line-items/cali_x", { quantity: 1 }],
    ["delete", "/line-items/cali_x", undefined],
    ["post", "/promotions", { promo_codes: ["X"] }],
    ["delete", "/promotions", { promo_codes: ["X"] }],
    ["post", "/shipping-methods", { option_id: "so_x" }],
    ["post", "/taxes", {}],
    ["post", "/customer", {}],
    ["post", "/complete", {}],
  ]

  it("is not found at the store API, on any path, by another buyer or by nobody", async () => {
    const [owner, stranger] = [await registerBuyer(world), await registerBuyer(world)]
    const { medusaId } = await put(shopperOf(owner), one, 1)
    const key = { "x-publishable-api-key": await publishableKey(world) }
    const before = await storeTotals(world, medusaId, shopperOf(owner))
    for (const who of [shopperOf(stranger), {}]) {
      for (const [method, path, body] of paths) {
        const answer = await world.api[method as "get" | "post" | "delete"](
          `/store/carts/${medusaId}${path}`
        )
          .set({ ...headersOf(who), ...key })
          .send(body)
        expect({ method, path, status: answer.status }).toEqual({ method, path, status: 404 })
      }
      const sent = { ...headersOf(who), ...key }
      const collection = await world.api
        .post("/store/payment-collections")
        .set(sent)
        .send({ cart_id: medusaId })
      const options = await world.api.get(`/store/shipping-options?cart_id=${medusaId}`).set(sent)
      const calculated = await world.api
        .post("/store/shipping-options/so_x/calculate")
        .set(sent)
        .send({ cart_id: medusaId })
      expect([collection.status, options.status, calculated.status]).toEqual([404, 404, 404])
    }
    expect(await storeTotals(world, medusaId, shopperOf(owner))).toEqual(before)
  })

  it("has payments that are its buyer's alone", async () => {
    const [owner, stranger] = [await registerBuyer(world), await registerBuyer(world)]
    const { medusaId } = await put(shopperOf(owner), one, 1)
    const key = { "x-publishable-api-key": await publishableKey(world) }
    const made = await world.api
      .post("/store/payment-collections")
      .set({ ...headersOf(shopperOf(owner)), ...key })
      .send({ cart_id: medusaId })
      .expect(200)
    const { id } = (made.body as { payment_collection: { id: string } }).payment_collection
    const answer = await world.api
      .post(`/store/payment-collections/${id}/payment-sessions`)
      .set({ ...headersOf(shopperOf(stranger)), ...key })
      .send({ provider_id: "pp_system_default" })
    expect(answer.status).toBe(404)
  })

  it("is of no use at /v1", async () => {
    const [owner, stranger] = [await registerBuyer(world), await registerBuyer(world)]
    const cart = await put(shopperOf(owner), one, 1)
    const path = `/v1/cart/items/${cart.items[0]?.id ?? ""}`
    const body = { quantity: 2 }
    expect((await askV1(world, shopperOf(stranger), "put", path, body)).status).toBe(404)
    expect((await askV1(world, shopperOf(stranger), "delete", path)).status).toBe(404)
    expect(await askCart(world, shopperOf(owner), "get")).toMatchObject({ itemCount: 1 })
  })

  it("of a guest is not found with another session", async () => {
    const { medusaId } = await put({ session: newSession() }, one, 1)
    await expect(storeTotals(world, medusaId, { session: newSession() })).rejects.toThrow("404")
    expect((await storeTotals(world, medusaId)).lines).toBe(1)
  })
})

describe("Medusa's own door", () => {
  it("refuses quantities that are no whole number, without an error of the server's", async () => {
    const store = await openStore(world)
    const id = await createCart(world, store)
    for (const quantity of [1.5, 0.1, 1e12, -1, 0]) {
      const added = await store
        .post(`/store/carts/${id}/line-items`)
        .send({ variant_id: one.variant, quantity })
      expect([quantity, added.status]).toEqual([quantity, 400])
      const made = await store
        .post("/store/carts")
        .send({ items: [{ variant_id: one.variant, quantity }] })
      expect([quantity, made.status]).toEqual([quantity, 400])
    }
    const line = await store
      .post(`/store/carts/${id}/line-items`)
      .send({ variant_id: one.variant, quantity: 1 })
    const [{ id: lineId } = { id: "" }] = (line.body as { cart: { items: { id: string }[] } }).cart
      .items
    const changed = await store
      .post(`/store/carts/${id}/line-items/${lineId}`)
      .send({ quantity: 2.5 })
    expect(changed.status).toBe(400)
  })

  it("offers the deliveries of sellers in the cart, and of no others", async () => {
    const store = await openStore(world)
    const session = newSession()
    const { medusaId } = await put({ session }, one, 1)
    const sellersOf = async () => {
      const answer = await store.get(`/store/shipping-options?cart_id=${medusaId}`).expect(200)
      const ids = (answer.body as { shipping_options: { id: string }[] }).shipping_options.map(
        ({ id }) => id
      )
      const { rows } = await world.pool.query<{ seller_id: string }>(
        `SELECT DISTINCT sp.seller_id FROM shipping_option so
           JOIN seller_shipping_profile sp ON sp.shipping_profile_id = so.shipping_profile_id
          WHERE so.id = ANY($1::text[]) ORDER BY 1`,
        [ids]
      )
      return rows.map(({ seller_id }) => seller_id)
    }
    expect(await sellersOf()).toEqual([one.seller])
    await put({ session }, other, 1)
    expect(await sellersOf()).toEqual([one.seller, other.seller].sort())
  })

  it("has no fields of the session in a guest's cart", async () => {
    const session = newSession()
    const { medusaId } = await put({ session }, one, 1)
    const store = await openStore(world)
    const answer = await store.get(`/store/carts/${medusaId}?fields=*`).expect(200)
    expect(answer.text).not.toContain(session)
  })
})
