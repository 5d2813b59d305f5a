import { readyCart } from "../../support/checkout"
import { openStore, type Store } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let store: Store

beforeAll(async () => {
  world = await openWorld()
  store = await openStore(world)
})
afterAll(() => world.close())

type Order = { id: string; total: number; items: { variant_id: string; quantity: number }[] }
type Completed = { type: string; order: Order; orders: Order[]; order_group_id: string }

describe("completing a cart of two sellers by Medusa's store API", () => {
  it("makes one order a seller, awaiting one payment, with stock reserved", async () => {
    const { cartId, goods } = await readyCart(world, store)

    const answer = await store.post(`/store/carts/${cartId}/complete`).send({})

    expect(answer.status).toBe(200)
    const { type, orders, order_group_id: groupId } = answer.body as Completed
    expect(type).toBe("order")
    expect(orders).toHaveLength(2)
    expect(
      orders
        .map(({ items }) => items.map((item) => item.variant_id))
        .flat()
        .sort()
    ).toEqual(goods.map(({ variantId }) => variantId).sort())
    const attempts = await world.pool.query(
      "SELECT amount, state FROM payment_attempt WHERE group_id = $1",
      [groupId]
    )
    const total = orders.reduce((sum, order) => sum + Math.round(order.total * 100), 0)
    expect(attempts.rows).toEqual([{ amount: total, state: "created" }])
    const reserved = await world.pool.query<{ quantity: string }>(
      "SELECT quantity FROM reservation_item WHERE line_item_id IN (SELECT item_id FROM order_item WHERE order_id = ANY($1))",
      [orders.map(({ id }) => id)]
    )
    expect(reserved.rows.map(({ quantity }) => Number(quantity))).toEqual([2, 2])
  })

  it("answers a repeat with the same orders", async () => {
    const { cartId } = await readyCart(world, store)
    const first = await store.post(`/store/carts/${cartId}/complete`).send({})
    const second = await store.post(`/store/carts/${cartId}/complete`).send({})
    expect(second.status).toBe(200)
    const ids = (body: unknown) => (body as Completed).orders.map(({ id }) => id).sort()
    expect(ids(second.body)).toEqual(ids(first.body))
  })
})
