import { startMpesaSimulator, type MpesaSimulator } from "../../../tools/simulators/mpesa"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { until } from "../../support/until"
import { variantsOfSellers } from "../../support/checkout"
import { objectIdOf } from "../../../src/lib/object-id"
import { openWorld, type World } from "../../support/world"

let world: World
let mpesa: MpesaSimulator
let buyer: Buyer

const phone = "+258841234567"
const shippingAddress = {
  firstName: "Amélia",
  lastName: "Cossa",
  street: "Avenida Julius Nyerere",
  number: "812",
  neighborhood: "Sommerschield",
  city: "Maputo",
  state: "Maputo",
  zipCode: "1100",
  phone,
}

beforeAll(async () => {
  mpesa = await startMpesaSimulator({ keyBits: 2048 })
  world = await openWorld({ env: { ...mpesa.env, PAYMENT_PAUSE_FACTOR: "0.02" } })
  buyer = await registerBuyer(world)
})
afterAll(async () => {
  await world.close()
  await mpesa.close()
})

type Order = { id: string; total: number; status: string; paymentStatus: string; sellerId: string }

function send(method: "get" | "post" | "put", path: string, body?: object, headers = {}) {
  return world.api[method](path)
    .set("authorization", `Bearer ${buyer.accessToken}`)
    .set(headers)
    .send(body)
}

async function order(headers = {}) {
  const goods = await variantsOfSellers(world, 2)
  const items = goods.map(({ productId, variantId }) => ({
    productId: objectIdOf(productId),
    variantId: objectIdOf(variantId),
    quantity: 2,
  }))
  return send(
    "post",
    "/v1/orders",
    { items, shippingAddress, paymentMethod: "m-pesa", deliveryMethod: "pickup" },
    headers
  )
}

describe("goods of two sellers, paid once by M-Pesa", () => {
  it("become one order a seller, confirmed by one charge", async () => {
    const placed = await order()
    expect(placed.status).toBe(201)
    const { orders, orderGroupId, total } = placed.body.data as {
      orders: Order[]
      orderGroupId: string
      total: number
    }
    expect(orders).toHaveLength(2)
    expect(orders.map(({ status }) => status)).toEqual(["pending", "pending"])
    expect(orders.reduce((sum, one) => sum + one.total, 0)).toBe(total)

    const intent = await send("post", "/v1/payments/create-intent", { orderGroupId, phone })
    expect(intent.status).toBe(202)
    expect(intent.body.data.paymentIntent.amount).toBe(total)

    await until("the order stands as it should", async () => {
      const answers = await Promise.all(orders.map(({ id }) => send("get", `/v1/orders/${id}`)))
      return answers.every(({ body }) => (body.data.order as Order).status === "confirmed")
    })
    const charges = mpesa.ledger().filter(({ kind }) => kind === "charge")
    expect(charges).toHaveLength(1)
    expect(charges[0]?.amount).toBe(total)
    const books = await world.pool.query<{ sum: string; entries: string }>(
      "SELECT sum(amount)::text AS sum, count(DISTINCT entry_id)::text AS entries FROM ledger_posting"
    )
    expect(books.rows[0]).toEqual({ sum: "0", entries: "2" })
    const paid = await world.pool.query<{ paid: string }>(
      "SELECT sum((totals->>'paid_total')::numeric)::text AS paid FROM order_summary WHERE order_id IN (SELECT id FROM group_order)"
    )
    expect(Math.round(Number(paid.rows[0]?.paid) * 100)).toBe(total)
  })

  it("are refunded in part, as the seller or an admin decides, and wholly by cancelling", async () => {
    const placed = await order()
    const { orders, orderGroupId } = placed.body.data as { orders: Order[]; orderGroupId: string }
    await send("post", "/v1/payments/create-intent", { orderGroupId, phone })
    const [first] = orders
    await until("the order stands as it should", async () => {
      const { body } = await send("get", `/v1/orders/${first?.id}`)
      return (body.data.order as Order).status === "confirmed"
    })
    const cancelled = await send("put", `/v1/orders/${first?.id}/cancel`, {
      reason: "Mudei de ideias",
    })
    expect(cancelled.status).toBe(200)
    await until("the order stands as it should", async () => {
      const { body } = await send("get", `/v1/orders/${first?.id}`)
      return (body.data.order as Order).status === "refunded"
    })
    const back = mpesa.ledger().filter(({ kind }) => kind !== "charge")
    expect(back.map(({ amount }) => amount)).toEqual([first?.total])
  })

  it("are placed once under one Idempotency-Key", async () => {
    const key = { "idempotency-key": "encomenda-1" }
    const [one, other] = [await order(key), await order(key)]
    expect(one.status).toBe(201)
    expect(other.status).toBe(201)
    expect(other.body).toEqual(one.body)
    expect(other.headers["idempotency-replayed"]).toBe("true")
  })
})
