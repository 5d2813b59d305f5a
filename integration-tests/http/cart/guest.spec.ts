import { objectIdOf } from "../../../src/lib/object-id"
import { openContractClient } from "../../support/openapi"
import {
  askCart,
  askV1,
  goodsOfSellers,
  listGoods,
  newSession,
  refusalOf,
  setPrice,
  setStock,
  storeTotals,
  type Goods,
} from "../../support/shop"
import { openWorld, type World } from "../../support/world"

let world: World
let one: Goods
let other: Goods

beforeAll(async () => {
  world = await openWorld()
  ;[one, other] = (await goodsOfSellers(world, 2)) as [Goods, Goods]
})
afterAll(() => world.close())

/** A guest with so much of each of the goods in the cart. */
async function guestWith(...wanted: [Goods, number][]) {
  const who = { session: newSession() }
  let cart = await askCart(world, who, "get")
  for (const [{ productId }, quantity] of wanted) {
    cart = await askCart(world, who, "post", "/items", { productId, quantity })
  }
  return { who, cart }
}

describe("a guest's cart", () => {
  it("is empty, and nowhere stored, until something is put into it", async () => {
    const { cart } = await guestWith()
    expect(cart).toMatchObject({ id: null, medusaId: null, items: [], itemCount: 0 })
  })

  it("holds what was put into it, in groups by seller", async () => {
    const { who } = await guestWith([one, 2], [other, 1])
    const cart = await askCart(world, who, "get")
    expect(cart.items).toMatchObject([
      { productId: one.productId, variantId: one.variantId, quantity: 2, unitPrice: one.price },
      { productId: other.productId, quantity: 1, lineTotal: other.price },
    ])
    expect(cart.sellers).toMatchObject([
      { seller: { id: objectIdOf(one.seller) }, subtotal: 2 * one.price },
      { seller: { id: objectIdOf(other.seller) }, subtotal: other.price },
    ])
    expect(cart.totals).toMatchObject({
      subtotal: 2 * one.price + other.price,
      discount: 0,
      shipping: 0,
      total: 2 * one.price + other.price,
    })
    expect(cart.changes).toEqual([])
    expect(Date.parse(cart.expiresAt)).toBeGreaterThan(Date.now() + 29 * 86_400_000)
  })

  it("is the same at the store API, to the cent, after every change", async () => {
    const { who, cart } = await guestWith([one, 3])
    const check = async (lines: number) => {
      const { totals } = await askCart(world, who, "get")
      const store = await storeTotals(world, cart.medusaId)
      expect(store.lines).toBe(lines)
      expect(Math.abs(store.total - totals.total)).toBeLessThan(1e-6)
      expect(Math.abs(store.tax - totals.tax)).toBeLessThanOrEqual(lines)
    }
    await check(1)
    const [line] = cart.items
    await askCart(world, who, "post", "/items", { productId: other.productId, quantity: 2 })
    await check(2)
    await askCart(world, who, "put", `/items/${line?.id ?? ""}`, { quantity: 7 })
    await check(2)
    await askCart(world, who, "delete", `/items/${line?.id ?? ""}`)
    await check(1)
    await askCart(world, who, "delete")
    await check(0)
  })

  it("adds more of the same to its line, also where two requests do so at once", async () => {
    const { who } = await guestWith([one, 1])
    const add = () =>
      askCart(world, who, "post", "/items", { productId: one.productId, quantity: 1 })
    await Promise.all([add(), add(), add(), add()])
    const cart = await askCart(world, who, "get")
    expect(cart.items).toMatchObject([{ quantity: 5 }])
  })

  it("is one cart where the first two requests come at once", async () => {
    const who = { session: newSession() }
    const add = ({ productId }: Goods) =>
      askCart(world, who, "post", "/items", { productId, quantity: 1 })
    const carts = await Promise.all([add(one), add(other), add(one)])
    expect(new Set(carts.map(({ medusaId }) => medusaId)).size).toBe(1)
    const cart = await askCart(world, who, "get")
    expect(cart.items.map(({ quantity }) => quantity).sort()).toEqual([1, 2])
  })

  it("never shows a line without its tax", async () => {
    let isAdding = true
    const seen: number[] = []
    const watch = async () => {
      while (isAdding) {
        const { rows } = await world.pool.query<{ bare: number }>(
          `SELECT count(*)::int AS bare FROM cart_line_item li
            WHERE NOT EXISTS (SELECT FROM cart_line_item_tax_line t WHERE t.item_id = li.id)`
        )
        seen.push(rows[0]?.bare ?? -1)
      }
    }
    const watching = watch()
    await Promise.all([1, 2, 3, 4, 5].map(() => guestWith([one, 1], [other, 1])))
    isAdding = false
    await watching
    expect(seen.length).toBeGreaterThan(5)
    expect(new Set(seen)).toEqual(new Set([0]))
  })

  it("belongs to its session alone", async () => {
    const { cart } = await guestWith([one, 1])
    const stranger = { session: newSession() }
    expect((await askCart(world, stranger, "get")).items).toEqual([])
    const path = `/v1/cart/items/${cart.items[0]?.id ?? ""}`
    expect(refusalOf(await askV1(world, stranger, "put", path, { quantity: 2 }))).toMatchObject({
      status: 404,
      code: "CART_ITEM_NOT_FOUND",
    })
    expect((await askV1(world, stranger, "delete", path)).status).toBe(404)
  })
})

it("answers as the OpenAPI document says", async () => {
  const client = await openContractClient(world)
  const headers = { "X-Session-Id": newSession() }
  await client.ask("get", "/v1/cart", 200, { headers })
  await client.ask("get", "/v1/cart", 401)
  const body = { productId: one.productId, quantity: 2 }
  const { data } = await client.ask("post", "/v1/cart/items", 201, { headers, body })
  const [{ id } = { id: "" }] = (data.cart as { items: { id: string }[] }).items
  const as = "/v1/cart/items/{id}"
  const quantity = { headers, as, body: { quantity: 3 } }
  await client.ask("put", `/v1/cart/items/${id}`, 200, quantity)
  await client.ask("put", "/v1/cart/items/none", 404, quantity)
  const code = { headers, body: { code: "NUNCA" } }
  await client.ask("post", "/v1/cart/coupons", 422, code)
  await client.ask("delete", "/v1/cart/coupons", 422, code)
  await setPrice(world, one.variant, one.price + 1)
  await client.ask("get", "/v1/cart", 200, { headers })
  await setPrice(world, one.variant, one.price)
  await client.ask("delete", `/v1/cart/items/${id}`, 200, { headers, as })
  await client.ask("delete", "/v1/cart", 200, { headers })
})

describe("what has changed since", () => {
  it("is said and brought into the cart: prices", async () => {
    const { who, cart } = await guestWith([one, 2])
    await setPrice(world, one.variant, one.price + 250)
    const now = await askCart(world, who, "get")
    expect(now.changes).toEqual([
      {
        itemId: cart.items[0]?.id,
        kind: "price_changed",
        before: one.price,
        after: one.price + 250,
      },
    ])
    expect(now.totals.total).toBe(2 * (one.price + 250))
    expect((await storeTotals(world, cart.medusaId)).total).toBeCloseTo(now.totals.total, 6)
    expect((await askCart(world, who, "get")).changes).toEqual([])
    await setPrice(world, one.variant, one.price)
  })

  it("quantities and stock", async () => {
    const { who, cart } = await guestWith([other, 9])
    await setStock(world, other.variant, 4)
    const fewer = await askCart(world, who, "get")
    const itemId = cart.items[0]?.id
    expect(fewer.changes).toEqual([{ itemId, kind: "quantity_reduced", before: 9, after: 4 }])
    expect(fewer.items).toMatchObject([{ quantity: 4, stock: 4, isAvailable: true }])
    await setStock(world, other.variant, 0)
    const none = await askCart(world, who, "get")
    expect(none.changes).toEqual([{ itemId, kind: "out_of_stock", before: 4, after: 0 }])
    expect(none.items).toMatchObject([{ quantity: 4, stock: 0, isAvailable: false }])
    await setStock(world, other.variant, 50)
    expect((await askCart(world, who, "get")).changes).toEqual([])
  })

  it("products that are no longer sold, and sellers who may not sell", async () => {
    const { who, cart } = await guestWith([one, 1])
    const unavailable = [{ itemId: cart.items[0]?.id, kind: "unavailable", before: 1, after: 0 }]
    await world.pool.query("UPDATE product SET status = 'draft' WHERE id = $1", [one.product])
    expect((await askCart(world, who, "get")).changes).toEqual(unavailable)
    await world.pool.query("UPDATE product SET status = 'published' WHERE id = $1", [one.product])
    await world.pool.query("UPDATE seller SET status = 'suspended' WHERE id = $1", [one.seller])
    expect((await askCart(world, who, "get")).changes).toEqual(unavailable)
    const answer = await askV1(world, who, "post", "/v1/cart/items", {
      productId: one.productId,
      quantity: 1,
    })
    expect(refusalOf(answer)).toEqual({
      status: 422,
      code: "CART_PRODUCT_UNAVAILABLE",
      paths: ["productId"],
    })
    await world.pool.query("UPDATE seller SET status = 'approved' WHERE id = $1", [one.seller])
    expect((await askCart(world, who, "get")).changes).toEqual([])
  })
})

describe("what a cart refuses", () => {
  const quantities = [-1, 0, 1.5, 1_000, "3", null, true, [1], { $gt: 0 }]

  it.each(quantities)("the quantity %p, with its path", async (quantity) => {
    const who = { session: newSession() }
    const body = { productId: one.productId, quantity }
    expect(refusalOf(await askV1(world, who, "post", "/v1/cart/items", body))).toEqual({
      status: 422,
      code: "VALIDATION_FAILED",
      paths: ["quantity"],
    })
    const { who: guest, cart } = await guestWith([one, 1])
    const path = `/v1/cart/items/${cart.items[0]?.id ?? ""}`
    expect(refusalOf(await askV1(world, guest, "put", path, { quantity }))).toEqual({
      status: 422,
      code: "VALIDATION_FAILED",
      paths: ["quantity"],
    })
  })

  it("a number too large for any", async () => {
    const answer = await world.api
      .post("/v1/cart/items")
      .set("X-Session-Id", newSession())
      .set("Content-Type", "application/json")
      .send(`{"productId":"${one.productId}","quantity":1e309}`)
    expect(refusalOf(answer)).toMatchObject({ status: 422, paths: ["quantity"] })
  })

  it.each([
    ["an unknown product", () => ({ productId: "0".repeat(24), quantity: 1 }), "productId"],
    ["what is no id", () => ({ productId: "tomate", quantity: 1 }), "productId"],
    [
      "a variant of another product",
      () => ({ productId: one.productId, variantId: other.variantId, quantity: 1 }),
      "variantId",
    ],
    [
      "an unknown variant",
      () => ({ productId: one.productId, variantId: "f".repeat(24), quantity: 1 }),
      "variantId",
    ],
    [
      "a price of the client's",
      () => ({ productId: one.productId, quantity: 1, price: 1 }),
      "price",
    ],
    [
      "a total of the client's",
      () => ({ productId: one.productId, quantity: 1, unitPrice: 1 }),
      "unitPrice",
    ],
  ])("%s, with its path", async (_name, body, path) => {
    const who = { session: newSession() }
    const answer = await askV1(world, who, "post", "/v1/cart/items", body())
    expect(refusalOf(answer)).toMatchObject({ status: 422, paths: [path] })
    expect((await askCart(world, who, "get")).items).toEqual([])
  })

  it("a product with several variants of which none is named", async () => {
    const several = (await listGoods(world)).find(({ variants }) => variants > 1)
    const who = { session: newSession() }
    const body = { productId: several?.productId, quantity: 1 }
    const answer = await askV1(world, who, "post", "/v1/cart/items", body)
    expect(refusalOf(answer)).toMatchObject({ status: 422, paths: ["variantId"] })
    const named = { ...body, variantId: several?.variantId }
    const cart = await askCart(world, who, "post", "/items", named)
    expect(cart.items).toMatchObject([{ variantId: several?.variantId }])
  })

  it("more than there is", async () => {
    await setStock(world, other.variant, 5)
    const { who, cart } = await guestWith([other, 3])
    const refused = { status: 422, code: "CART_STOCK_INSUFFICIENT", paths: ["quantity"] }
    const more = { productId: other.productId, quantity: 3 }
    expect(refusalOf(await askV1(world, who, "post", "/v1/cart/items", more))).toEqual(refused)
    const path = `/v1/cart/items/${cart.items[0]?.id ?? ""}`
    expect(refusalOf(await askV1(world, who, "put", path, { quantity: 6 }))).toEqual(refused)
    await setStock(world, other.variant, 50)
  })

  it("requests of nobody, and sessions that could be guessed", async () => {
    expect((await askV1(world, {}, "get", "/v1/cart")).status).toBe(401)
    expect((await askV1(world, { token: "no" }, "get", "/v1/cart")).status).toBe(401)
    const stale = { token: "no", session: newSession() }
    expect((await askV1(world, stale, "get", "/v1/cart")).status).toBe(401)
    for (const session of [
      "short",
      "x".repeat(65),
      "sessão-com-acentos-e-mais",
      "a b c d e f g h i j",
    ]) {
      const answer = await world.api
        .get("/v1/cart")
        .set("X-Session-Id", encodeURIComponent(session))
      expect(refusalOf(answer)).toMatchObject({ status: 422, paths: ["X-Session-Id"] })
    }
  })
})
