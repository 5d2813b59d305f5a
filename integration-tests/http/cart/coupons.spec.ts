import { signInAdmin, type Admin } from "../../support/admin"
import { createCoupon, endCoupon } from "../../support/promotions"
import {
  askCart,
  askV1,
  goodsOfSellers,
  newSession,
  refusalOf,
  setPrice,
  storeTotals,
  type CartView,
  type Goods,
  type Shopper,
} from "../../support/shop"
import { openStore } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let one: Goods
let other: Goods

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  ;[one, other] = (await goodsOfSellers(world, 2)) as [Goods, Goods]
  await setPrice(world, one.variant, 3_333)
  await setPrice(world, other.variant, 9_999)
})
afterAll(() => world.close())

async function filledCart(): Promise<Shopper> {
  const who = { session: newSession() }
  await askCart(world, who, "post", "/items", { productId: one.productId, quantity: 1 })
  await askCart(world, who, "post", "/items", { productId: other.productId, quantity: 1 })
  return who
}

const use = (who: Shopper, code: string) => askCart(world, who, "post", "/coupons", { code })

async function expectSameAtStore({ medusaId, totals }: CartView): Promise<void> {
  const store = await storeTotals(world, medusaId)
  expect(Math.abs(store.total - totals.total)).toBeLessThan(1e-6)
}

describe("a coupon", () => {
  it("takes whole cents off, shared among the lines, the same at the store API", async () => {
    await createCoupon(admin, { code: "COLHEITA10", value: 10 })
    const who = await filledCart()
    const cart = await use(who, "colheita10")
    expect(cart.coupons).toEqual([{ code: "COLHEITA10", discount: 1_333 }])
    expect(cart.items.map(({ discount }) => discount)).toEqual([333, 1_000])
    expect(cart.totals).toMatchObject({ subtotal: 13_332, discount: 1_333, total: 11_999 })
    await expectSameAtStore(cart)
    const read = await askCart(world, who, "get")
    expect(read.totals).toEqual(cart.totals)
    await expectSameAtStore(read)
  })

  it("follows the cart, and its discount is gone with it", async () => {
    await createCoupon(admin, { code: "METADE", value: 50 })
    const who = await filledCart()
    await use(who, "METADE")
    const more = await askCart(world, who, "post", "/items", {
      productId: one.productId,
      quantity: 1,
    })
    expect(more.totals.discount).toBe(Math.round((2 * 3_333 + 9_999) / 2))
    await expectSameAtStore(more)
    const less = await askCart(world, who, "delete", "/coupons", { code: "METADE" })
    expect(less).toMatchObject({ coupons: [], totals: { discount: 0 } })
    await expectSameAtStore(less)
    const answer = await askV1(world, who, "delete", "/v1/cart/coupons", { code: "METADE" })
    expect(refusalOf(answer)).toMatchObject({ status: 422, paths: ["code"] })
  })

  it("of a sum before tax is worth the same after it", async () => {
    await createCoupon(admin, { code: "SEMIVA10", value: 10, isTaxInclusive: false })
    const cart = await use(await filledCart(), "SEMIVA10")
    expect(cart.totals.discount).toBe(1_333)
    await expectSameAtStore(cart)
  })

  it("of a fixed sum never takes more than there is", async () => {
    await createCoupon(admin, { code: "MIL", type: "fixed", value: 1_000 })
    const cart = await use(await filledCart(), "MIL")
    expect(cart.totals).toMatchObject({ discount: 13_332, total: 0 })
    await expectSameAtStore(cart)
  })

  it("joins others, and together they never take more than there is", async () => {
    await createCoupon(admin, { code: "SETENTA", value: 70 })
    const who = await filledCart()
    await use(who, "SETENTA")
    const cart = await use(who, "METADE")
    expect(cart.coupons).toHaveLength(2)
    expect(cart.totals.total).toBeGreaterThanOrEqual(0)
    expect(cart.totals.discount).toBe(cart.coupons.reduce((sum, { discount }) => sum + discount, 0))
    await expectSameAtStore(cart)
  })

  it("on some products touches no others", async () => {
    await createCoupon(admin, {
      code: "SOUMA",
      value: 15,
      target: "items",
      products: [other.product],
    })
    const cart = await use(await filledCart(), "SOUMA")
    expect(cart.items.map(({ discount }) => discount)).toEqual([0, 1_500])
    await expectSameAtStore(cart)
  })

  it("that is over is taken off, and that is said", async () => {
    const id = await createCoupon(admin, { code: "BREVE", value: 20 })
    const who = await filledCart()
    await use(who, "BREVE")
    await endCoupon(admin, id)
    const cart = await askCart(world, who, "get")
    expect(cart).toMatchObject({ droppedCoupons: ["BREVE"], coupons: [], totals: { discount: 0 } })
    await expectSameAtStore(cart)
    expect(await askCart(world, who, "get")).toMatchObject({ droppedCoupons: [] })
  })

  it("goes along when a guest's cart is changed at the store API, and is whole cents again at /v1", async () => {
    const who = await filledCart()
    const { medusaId } = await use(who, "COLHEITA10")
    const store = await openStore(world)
    await store
      .post(`/store/carts/${medusaId}/line-items`)
      .send({ variant_id: one.variant, quantity: 2 })
      .expect(200)
    const cart = await askCart(world, who, "get")
    expect(cart.totals).toMatchObject({ subtotal: 19_998, discount: 2_000 })
    await expectSameAtStore(cart)
  })

  it.each([
    ["that nobody knows", "NUNCA", "CART_COUPON_INVALID"],
    ["with a text that is none", "x' OR 1=1", "CART_COUPON_INVALID"],
    ["used up", "ESGOTADO", "CART_COUPON_EXHAUSTED"],
    ["for other goods", "OUTROS", "CART_COUPON_NOT_APPLICABLE"],
  ])("%s is refused, and the cart stays as it was", async (_name, code, expected) => {
    if (code === "ESGOTADO") {
      const id = await createCoupon(admin, { code, value: 10, limit: 1 })
      await world.pool.query("UPDATE promotion SET used = 1 WHERE id = $1", [id])
    }
    if (code === "OUTROS") {
      await createCoupon(admin, { code, value: 10, target: "items", products: ["prod_none"] })
    }
    const who = await filledCart()
    const before = await use(who, "COLHEITA10")
    const answer = await askV1(world, who, "post", "/v1/cart/coupons", { code })
    expect(refusalOf(answer)).toEqual({ status: 422, code: expected, paths: ["code"] })
    expect((await askCart(world, who, "get")).totals).toEqual(before.totals)
  })

  it("takes no field of the client's besides its code", async () => {
    const who = await filledCart()
    const body = { code: "COLHEITA10", discount: 99_999 }
    const answer = await askV1(world, who, "post", "/v1/cart/coupons", body)
    expect(refusalOf(answer)).toMatchObject({ status: 422, paths: ["discount"] })
  })
})

describe("a promotion without a code", () => {
  it("applies by itself, and is no coupon that could be typed", async () => {
    const id = await createCoupon(admin, { code: "AUTO5", value: 5, isAutomatic: true })
    const who = await filledCart()
    const cart = await askCart(world, who, "get")
    expect(cart.totals.discount).toBe(Math.round(13_332 * 0.05))
    await expectSameAtStore(cart)
    const answer = await askV1(world, who, "post", "/v1/cart/coupons", { code: "AUTO5" })
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: "CART_COUPON_INVALID" })
    await endCoupon(admin, id)
    expect((await askCart(world, who, "get")).totals.discount).toBe(0)
  })
})
