import { signInAdmin, type Admin } from "../../support/admin"
import {
  askCart,
  goodsOfSellers,
  newSession,
  setPrice,
  storeTotals,
  type Goods,
} from "../../support/shop"
import { createCart, openStore, type Store } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let store: Store
let goods: Goods

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  store = await openStore(world)
  ;[goods] = (await goodsOfSellers(world, 1)) as [Goods]
  await setPrice(world, goods.variant, 10_000)
})
afterAll(() => world.close())

type Line = {
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  requires_shipping: boolean
  tax_lines: { rate: number; code: string; provider_id: string }[]
} & Record<string, unknown>

async function storeLine(quantity: number): Promise<Line> {
  const id = await createCart(world, store)
  const answer = await store
    .post(`/store/carts/${id}/line-items`)
    .send({ variant_id: goods.variant, quantity })
    .expect(200)
  return (answer.body as { cart: { items: Line[] } }).cart.items[0] as Line
}

async function ownLine(quantity: number) {
  const who = { session: newSession() }
  const { productId } = goods
  const cart = await askCart(world, who, "post", "/items", { productId, quantity })
  const answer = await store.get(`/store/carts/${cart.medusaId}`).expect(200)
  const line = (answer.body as { cart: { items: Line[] } }).cart.items[0] as Line
  return { who, cart, line }
}

/** Ids and times differ; all else of a line has to be what Medusa itself would have written. */
function comparable({ id, cart_id, created_at, updated_at, tax_lines, ...line }: Line) {
  const alike = tax_lines.map(({ rate, code, provider_id }) => ({ rate, code, provider_id }))
  return { ...line, tax_lines: alike, had: [id, cart_id, created_at, updated_at].length }
}

/** Makes a price list for the goods; gives its id. */
async function createList(
  type: "sale" | "override",
  prices: object[],
  rules: object = {}
): Promise<string> {
  const answer = await admin.post("/admin/price-lists").send({
    title: "Semana",
    description: "Preços da semana",
    status: "active",
    type,
    rules,
    prices: prices.map((price) => ({ currency_code: "mzn", variant_id: goods.variant, ...price })),
  })
  if (answer.status !== 200) {
    throw new Error(answer.text)
  }
  return (answer.body as { price_list: { id: string } }).price_list.id
}

it("a line is the one that the store API writes", async () => {
  expect(comparable((await ownLine(2)).line)).toEqual(comparable(await storeLine(2)))
})

it.each(["sale", "override"] as const)(
  "prices of a list (%s) are the store API's",
  async (type) => {
    for (const amount of [85.5, 100, 120]) {
      const id = await createList(type, [{ amount }])
      const own = await ownLine(1)
      expect(comparable(own.line)).toEqual(comparable(await storeLine(1)))
      await admin.delete(`/admin/price-lists/${id}`).expect(200)
      const after = await askCart(world, own.who, "get")
      expect(after.items).toMatchObject([{ unitPrice: 10_000, comparePrice: null }])
    }
  }
)

it("prices by quantity are the store API's, for the quantity that the line has", async () => {
  const id = await createList("sale", [
    { amount: 90, min_quantity: 1, max_quantity: 4 },
    { amount: 70, min_quantity: 5 },
  ])
  for (const quantity of [1, 4, 5, 9]) {
    const own = await ownLine(quantity)
    expect(comparable(own.line)).toEqual(comparable(await storeLine(quantity)))
  }
  const { who, cart } = await ownLine(4)
  expect(cart.items).toMatchObject([{ unitPrice: 9_000 }])
  const changed = await askCart(world, who, "put", `/items/${cart.items[0]?.id ?? ""}`, {
    quantity: 6,
  })
  expect(changed.items).toMatchObject([{ unitPrice: 7_000, lineTotal: 42_000 }])
  const totals = await storeTotals(world, changed.medusaId)
  expect(totals.total).toBeCloseTo(42_000, 6)
  await admin.delete(`/admin/price-lists/${id}`).expect(200)
})

it("prices for a group of customers are for nobody else", async () => {
  const group = await admin.post("/admin/customer-groups").send({ name: "Clube" }).expect(200)
  const { id } = (group.body as { customer_group: { id: string } }).customer_group
  const list = await createList("override", [{ amount: 10 }], { "customer.groups.id": [id] })
  expect((await ownLine(1)).cart.items).toMatchObject([{ unitPrice: 10_000 }])
  await admin.delete(`/admin/price-lists/${list}`).expect(200)
})
