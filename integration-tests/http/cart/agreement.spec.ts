import fc from "fast-check"
import { signInAdmin } from "../../support/admin"
import { createCoupon } from "../../support/promotions"
import {
  askCart,
  goodsOfSellers,
  newSession,
  setPrice,
  setStock,
  storeTotals,
  type CartView,
  type Goods,
  type Shopper,
} from "../../support/shop"
import { openStore, type Store } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let store: Store
let goods: Goods[]

const coupons = [
  { code: "SETE", value: 7.5 },
  { code: "TERCO", value: 33.33, isTaxInclusive: false },
  { code: "ENTREGA", value: 50, target: "shipping_methods", allocation: "each" },
  { code: "FIXO", value: 77.77, type: "fixed" },
] as const

beforeAll(async () => {
  world = await openWorld()
  store = await openStore(world)
  const admin = await signInAdmin(world)
  goods = await goodsOfSellers(world, 3)
  for (const coupon of coupons) {
    await createCoupon(admin, coupon)
  }
  for (const { variant } of goods) {
    await setStock(world, variant, 100_000)
  }
})
afterAll(() => world.close())

const which = fc.nat(2)
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      which,
      quantity: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("set" as const),
      which,
      quantity: fc.integer({ min: 1, max: 999 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("coupon" as const), coupon: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("reprice" as const),
      which,
      cents: fc.integer({ min: 1, max: 99_999 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("deliver" as const), which }) }
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function deliver(cart: CartView, goodsOf: Goods): Promise<void> {
  const answer = await store.get(`/store/shipping-options?cart_id=${cart.medusaId}`).expect(200)
  const { shipping_options } = answer.body as {
    shipping_options: { id: string; price_type: string }[]
  }
  const { rows } = await world.pool.query<{ id: string }>(
    `SELECT so.id FROM shipping_option so
       JOIN seller_shipping_profile sp ON sp.shipping_profile_id = so.shipping_profile_id
      WHERE so.id = ANY($1::text[]) AND sp.seller_id = $2 LIMIT 1`,
    [shipping_options.map(({ id }) => id), goodsOf.seller]
  )
  if (rows[0] !== undefined) {
    await store
      .post(`/store/carts/${cart.medusaId}/shipping-methods`)
      .send({ option_id: rows[0].id })
  }
}

async function take(who: Shopper, cart: CartView, given: Step): Promise<CartView> {
  const chosen = "which" in given ? (goods[given.which] as Goods) : (goods[0] as Goods)
  const item = cart.items.find(({ variantId }) => variantId === chosen.variantId)
  switch (given.kind) {
    case "add": {
      const { productId } = chosen
      const quantity = Math.min(given.quantity, 999 - (item?.quantity ?? 0))
      return quantity < 1 ? cart : askCart(world, who, "post", "/items", { productId, quantity })
    }
    case "set":
      return item === undefined
        ? cart
        : askCart(world, who, "put", `/items/${item.id}`, { quantity: given.quantity })
    case "remove":
      return item === undefined ? cart : askCart(world, who, "delete", `/items/${item.id}`)
    case "coupon": {
      const code = coupons[given.coupon]?.code ?? ""
      await world.api
        .post("/v1/cart/coupons")
        .set("X-Session-Id", who.session ?? "")
        .send({ code })
      return askCart(world, who, "get")
    }
    case "reprice":
      await setPrice(world, chosen.variant, given.cents)
      return askCart(world, who, "get")
    case "deliver":
      await deliver(cart, chosen)
      return askCart(world, who, "get")
  }
}

it("a cart comes to the same at both doors, to the cent, whatever is done to it at /v1", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const who = { session: newSession() }
      const { productId } = goods[0] as Goods
      let cart = await askCart(world, who, "post", "/items", { productId, quantity: 1 })
      for (const given of steps) {
        cart = await take(who, cart, given)
        const { totals } = cart
        const at = await storeTotals(world, cart.medusaId)
        const told = JSON.stringify({ steps, given, totals, at })
        expect([Math.abs(at.total - totals.total) < 1e-4, told]).toEqual([true, told])
        expect([Math.abs(at.items - totals.subtotal) < 1e-4, told]).toEqual([true, told])
        expect([Math.abs(at.shipping - totals.shipping) < 1e-4, told]).toEqual([true, told])
        expect([Math.abs(at.tax - totals.tax) <= at.lines + 3, told]).toEqual([true, told])
        expect(totals.total).toBe(totals.subtotal + totals.shipping - totals.discount)
        const bySeller = cart.sellers.reduce((sum, { total }) => sum + total, 0)
        expect([bySeller, told]).toEqual([cart.items.length === 0 ? bySeller : totals.total, told])
      }
    }),
    { numRuns: 24, endOnFailure: true }
  )
})
