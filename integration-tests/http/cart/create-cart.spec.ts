import type { MedusaContainer } from "@medusajs/framework/types"
import { createCart, type WantedItem } from "../../../src/workflows/cart/create-cart"
import { prepared } from "../../../src/workflows/cart/prepared"
import { moneyOfCart } from "../../../src/workflows/cart/totals"
import { AppError } from "../../../src/lib/errors"
import { goodsOfSellers, storeTotals, type Goods } from "../../support/shop"
import { openWorld, type World } from "../../support/world"

let world: World
let one: Goods
let other: Goods

beforeAll(async () => {
  world = await openWorld()
  ;[one, other] = (await goodsOfSellers(world, 2)) as [Goods, Goods]
})
afterAll(() => world.close())

/** Nothing here has prices with rules, promotions or taxes of another's. */
const noContainer = {
  resolve: () => {
    throw new Error("Nothing is to be asked of Medusa's modules")
  },
} as unknown as MedusaContainer

async function create(items: WantedItem[]) {
  const client = await world.pool.connect()
  try {
    await client.query("BEGIN")
    const buyer = { customerId: null, email: null }
    const plan = await createCart(noContainer, prepared(client), { ...buyer, items })
    await client.query("COMMIT")
    return plan
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  } finally {
    client.release()
  }
}

it("a cart of given goods is whole at once, at today's prices", async () => {
  const plan = await create([
    { productId: one.productId, quantity: 2 },
    { productId: other.productId, variantId: other.variantId, quantity: 1 },
    { productId: one.productId, quantity: 1 },
  ])
  const { totals } = moneyOfCart(plan)
  expect(totals.total).toBe(3 * one.price + other.price)
  const store = await storeTotals(world, plan.state.id)
  expect(store.lines).toBe(2)
  expect(store.total).toBeCloseTo(totals.total, 6)
})

it.each([
  ["quantity", () => ({ productId: other.productId, quantity: 900 })],
  ["productId", () => ({ productId: "0".repeat(24), quantity: 1 })],
  ["variantId", () => ({ productId: other.productId, variantId: one.variantId, quantity: 1 })],
])("what is wrong with %s is said of its item, and no cart is left", async (path, wrong) => {
  const count = async () =>
    (await world.pool.query<{ all: number }>("SELECT count(*)::int AS all FROM cart")).rows[0]?.all
  const before = await count()
  const refused: unknown = await create([{ productId: one.productId, quantity: 1 }, wrong()]).catch(
    (error: unknown) => error
  )
  expect(refused).toBeInstanceOf(AppError)
  expect((refused as AppError).details?.map((detail) => detail.path)).toEqual([`items.1.${path}`])
  expect(await count()).toBe(before)
})
