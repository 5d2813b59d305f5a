import { Types } from "mongoose"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { signInAdmin } from "../../support/admin"
import { openContractClient } from "../../support/openapi"
import { mailsTo } from "../../support/outbox"
import { runVerify } from "../../support/projections"
import {
  askV1,
  goodsOfSellers,
  refusalOf,
  setPrice,
  setStock,
  shopperOf,
  type Goods,
} from "../../support/shop"
import { inviteStaff } from "../../support/staff"
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

type Wish = { id: string; productId: string; priceWhenAdded: number; product: { price: number } }

const ask = (buyer: Buyer, method: "get" | "post" | "delete", path = "", body?: object) =>
  askV1(world, shopperOf(buyer), method, `/v1/wishlist${path}`, body)

async function wish(buyer: Buyer, { productId }: Goods): Promise<Wish> {
  const answer = await ask(buyer, "post", "", { productId })
  expect([answer.status, answer.status === 201 ? "" : answer.text]).toEqual([201, ""])
  return (answer.body as { data: { wish: Wish } }).data.wish
}

async function wishlistOf(buyer: Buyer): Promise<Wish[]> {
  const answer = await ask(buyer, "get")
  expect(answer.status).toBe(200)
  return (answer.body as { data: { wishlist: Wish[] } }).data.wishlist
}

describe("a wishlist", () => {
  it("keeps products, the newest first, with the price when they were added", async () => {
    const buyer = await registerBuyer(world)
    await wish(buyer, one)
    await wish(buyer, other)
    expect(await wishlistOf(buyer)).toMatchObject([
      { productId: other.productId, priceWhenAdded: other.price, product: { price: other.price } },
      { productId: one.productId, priceWhenAdded: one.price },
    ])
  })

  it("has a product once, also where two requests come at once", async () => {
    const buyer = await registerBuyer(world)
    const body = { productId: one.productId }
    const answers = await Promise.all([1, 2, 3].map(() => ask(buyer, "post", "", body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(await wishlistOf(buyer)).toHaveLength(1)
  })

  it("lets go of a product by the entry's id or by the product's", async () => {
    const buyer = await registerBuyer(world)
    const { id } = await wish(buyer, one)
    await wish(buyer, other)
    expect((await ask(buyer, "delete", `/${id}`)).status).toBe(200)
    expect((await ask(buyer, "delete", `/${other.productId}`)).status).toBe(200)
    expect(await wishlistOf(buyer)).toEqual([])
    for (const gone of [id, other.productId, "none"]) {
      expect(refusalOf(await ask(buyer, "delete", `/${gone}`))).toMatchObject({
        status: 404,
        code: "WISHLIST_ITEM_NOT_FOUND",
      })
    }
  })

  it("is its owner's alone, and nothing for nobody or for support", async () => {
    const [owner, stranger] = [await registerBuyer(world), await registerBuyer(world)]
    const { id } = await wish(owner, one)
    expect((await ask(stranger, "delete", `/${id}`)).status).toBe(404)
    expect(await wishlistOf(stranger)).toEqual([])
    expect(await wishlistOf(owner)).toHaveLength(1)
    expect((await askV1(world, {}, "get", "/v1/wishlist")).status).toBe(401)
    const support = await inviteStaff(world, await signInAdmin(world), "support")
    const token = support.accessToken
    expect((await askV1(world, { token }, "get", "/v1/wishlist")).status).toBe(403)
    expect((await askV1(world, { token }, "get", "/v1/cart")).status).toBe(403)
  })

  it.each([
    ["an unknown product", { productId: "0".repeat(24) }, "productId"],
    ["what is no id", { productId: { $ne: null } }, "productId"],
    ["nothing", {}, "productId"],
    ["a field of the client's", { productId: "0".repeat(24), price: 1 }, "price"],
  ])("refuses %s with its path", async (_name, body, path) => {
    const buyer = await registerBuyer(world)
    expect(refusalOf(await ask(buyer, "post", "", body))).toMatchObject({
      status: 422,
      paths: [path],
    })
  })

  it("answers as the OpenAPI document says", async () => {
    const client = await openContractClient(world)
    const token = (await registerBuyer(world)).accessToken
    const body = { productId: one.productId }
    const as = "/v1/wishlist/{id}"
    await client.ask("post", "/v1/wishlist", 201, { token, body })
    await client.ask("post", "/v1/wishlist", 200, { token, body })
    await client.ask("get", "/v1/wishlist", 200, { token })
    await client.ask("get", "/v1/wishlist", 401)
    await client.ask("delete", `/v1/wishlist/${one.productId}`, 200, { token, as })
    await client.ask("delete", `/v1/wishlist/${one.productId}`, 404, { token, as })
  })

  it("shows no more than its id of a product that is not for sale", async () => {
    const buyer = await registerBuyer(world)
    await wish(buyer, other)
    await world.pool.query("UPDATE product SET status = 'draft' WHERE id = $1", [other.product])
    expect(await wishlistOf(buyer)).toMatchObject([{ productId: other.productId, product: null }])
    await world.pool.query("UPDATE product SET status = 'published' WHERE id = $1", [other.product])
  })

  it("is in the read model as soon as the answer has it, and gone likewise", async () => {
    const buyer = await registerBuyer(world)
    const { id } = await wish(buyer, one)
    const stored = () =>
      world.mongo
        .collection("wishlists")
        .findOne({ _id: new Types.ObjectId(id), deletedAt: { $exists: false } })
    const document = await stored()
    expect([String(document?.userId), String(document?.productId)]).toEqual([
      buyer.userId,
      one.productId,
    ])
    expect(document?.addedAt).toBeInstanceOf(Date)
    await ask(buyer, "delete", `/${id}`)
    expect(await stored()).toBeNull()
  })
})

describe("who wishes for a product", () => {
  const subjects = async (buyer: Buyer) =>
    (await mailsTo(world, buyer.email)).flatMap(
      (mail) => /^(?:Subject: )(.*)$/im.exec(mail)?.[1] ?? []
    )
  /** Mails about wishes so far, by a word of their body. */
  const told = async (buyer: Buyer, word: RegExp) =>
    (await mailsTo(world, buyer.email)).filter((mail) => word.test(mail)).length

  /** Another wisher's mail of the same change has come: what was to be sent by then was. */
  async function otherTold(watcher: Buyer, word: RegExp, before: number): Promise<void> {
    await until("another is told", async () => (await told(watcher, word)) > before)
  }

  const drop = /custa agora/
  const back = /est=?\s*á de novo dispon/

  it("is told once of each fall of its price, and not of rises", async () => {
    const buyer = await registerBuyer(world)
    await wish(buyer, one)
    await setPrice(world, one.variant, one.price - 100)
    await until("the fall is told", async () => (await told(buyer, drop)) === 1)
    const watcher = await registerBuyer(world)
    await wish(watcher, one)
    await setPrice(world, one.variant, one.price - 50)
    await setPrice(world, one.variant, one.price - 200)
    await otherTold(watcher, drop, 0)
    await until("the further fall is told", async () => (await told(buyer, drop)) === 2)
    expect(await subjects(watcher)).not.toEqual([])
    await world.pool.query("UPDATE product SET title = title || ' novo' WHERE id = $1", [
      one.product,
    ])
    await until("changes are projected", () => outboxIsEmpty(world.pool))
    await setPrice(world, one.variant, one.price - 300)
    await otherTold(watcher, drop, 1)
    expect(await told(buyer, drop)).toBe(3)
    await setPrice(world, one.variant, one.price)
  })

  it("is told that it is back in stock", async () => {
    const [buyer, watcher] = [await registerBuyer(world), await registerBuyer(world)]
    await wish(buyer, other)
    await setStock(world, other.variant, 0)
    await wish(watcher, other)
    await until("its absence is seen", async () => {
      const { rows } = await world.pool.query(
        "SELECT FROM wishlist_item WHERE product_id = $1 AND seen_available",
        [other.product]
      )
      return rows.length === 0
    })
    await setStock(world, other.variant, 30)
    await until("its return is told", async () => (await told(buyer, back)) === 1)
    await otherTold(watcher, back, 0)
  })

  it("is told nothing after switching mails off", async () => {
    const [buyer, watcher] = [await registerBuyer(world), await registerBuyer(world)]
    await wish(buyer, one)
    await wish(watcher, one)
    const answer = await world.api
      .put("/v1/users/profile")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ preferences: { notifications: { email: false } } })
    expect(answer.status).toBe(200)
    await setPrice(world, one.variant, one.price - 150)
    await otherTold(watcher, drop, 0)
    await until("it is seen all the same", async () => {
      const { rows } = await world.pool.query(
        `SELECT FROM wishlist_item w JOIN account a ON a.id = w.account_id
          WHERE a.email = $1 AND w.seen_price = $2`,
        [buyer.email, one.price - 150]
      )
      return rows.length === 1
    })
    expect(await told(buyer, drop)).toBe(0)
  })
})

it("verify finds no difference", async () => {
  await until("changes are projected", () => outboxIsEmpty(world.pool))
  expect(await runVerify(world, "wishlists")).toMatchObject({ code: 0 })
})
