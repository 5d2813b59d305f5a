import { objectIdOf } from "../../../src/lib/object-id"
import { startMpesaSimulator, type MpesaSimulator } from "../../../tools/simulators/mpesa"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { variantsOfSellers } from "../../support/checkout"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let mpesa: MpesaSimulator
let buyer: Buyer
let items: object[]

const phone = "+258841234567"

beforeAll(async () => {
  mpesa = await startMpesaSimulator({ keyBits: 2048 })
  world = await openWorld({
    env: {
      ...mpesa.env,
      PAYMENT_PAUSE_FACTOR: "0.01",
      MPESA_TIMEOUT_MS: "1500",
      MPESA_CALLBACK_TOKEN: "nobody-guesses-this-one",
    },
  })
  mpesa.setCallbackUrl(`${world.origin}/hooks/mpesa/nobody-guesses-this-one`)
  buyer = await registerBuyer(world)
  items = (await variantsOfSellers(world, 2)).map(({ productId, variantId }) => ({
    productId: objectIdOf(productId),
    variantId: objectIdOf(variantId),
    quantity: 1,
  }))
})
afterAll(async () => {
  await world.close()
  await mpesa.close()
})

function send(method: "get" | "post" | "put", path: string, body?: object) {
  return world.api[method](path).set("authorization", `Bearer ${buyer.accessToken}`).send(body)
}

type Placed = { orders: { id: string; total: number }[]; orderGroupId: string; total: number }

async function place(): Promise<Placed> {
  const answer = await send("post", "/v1/orders", {
    items,
    paymentMethod: "m-pesa",
    deliveryMethod: "pickup",
  })
  expect(answer.status).toBe(201)
  return (answer.body as { data: Placed }).data
}

async function pay(orderGroupId: string): Promise<void> {
  const begun = await send("post", "/v1/payments/create-intent", { orderGroupId, phone })
  expect(begun.status).toBe(202)
}

async function statusOf(id: string): Promise<{ status: string; paymentStatus: string }> {
  const answer = await send("get", `/v1/orders/${id}`)
  return (answer.body as { data: { order: { status: string; paymentStatus: string } } }).data.order
}

async function becomes(placed: Placed, status: string, paymentStatus: string): Promise<void> {
  await until(`orders are ${status} and ${paymentStatus}`, async () => {
    const found = await Promise.all(placed.orders.map(({ id }) => statusOf(id)))
    return found.every((one) => one.status === status && one.paymentStatus === paymentStatus)
  })
}

const moved = (since: number) =>
  mpesa
    .ledger()
    .slice(since)
    .map(({ kind, amount }) => [kind, amount])

async function postings(account: string): Promise<number> {
  const { rows } = await world.pool.query<{ sum: string | null }>(
    "SELECT sum(amount)::text AS sum FROM ledger_posting WHERE account = $1",
    [account]
  )
  return Number(rows[0]?.sum ?? 0)
}

describe.each([
  "timeout_after_debit",
  "cut_after_debit",
  "html_502_after_debit",
  "server_error_after_debit",
  "empty_body_after_debit",
  "busy_then_success",
  "callback_before_answer",
  "callback_storm",
] as const)("where the gateway's word is %s", (scenario) => {
  it("the orders are paid, by one charge", async () => {
    const placed = await place()
    const before = mpesa.ledger().length
    const books = await postings("gateway_clearing")
    mpesa.script({ scenario })
    await pay(placed.orderGroupId)
    await becomes(placed, "confirmed", "paid")
    expect(moved(before)).toEqual([["charge", placed.total]])
    expect((await postings("gateway_clearing")) - books).toBe(placed.total)
  })
})

describe.each(["cancelled", "no_funds", "wrong_pin", "forged_callback"] as const)(
  "where the payer's word is %s",
  (scenario) => {
    it("the orders stay unpaid, and may be paid again", async () => {
      const placed = await place()
      const before = mpesa.ledger().length
      mpesa.script({ scenario })
      await pay(placed.orderGroupId)
      await becomes(placed, "pending", "failed")
      expect(moved(before)).toEqual([])
      await pay(placed.orderGroupId)
      await becomes(placed, "confirmed", "paid")
      expect(moved(before)).toEqual([["charge", placed.total]])
    })
  }
)

it("refunds the part of an order that was cancelled while the PIN was pending", async () => {
  const placed = await place()
  const before = mpesa.ledger().length
  mpesa.script({ scenario: "no_answer" })
  await pay(placed.orderGroupId)
  const reference = await until("the request is with the gateway", async () => {
    const { rows } = await world.pool.query<{ reference: string }>(
      `SELECT reference FROM payment_attempt a JOIN object_id_map m ON m.medusa_id = a.group_id
        WHERE m.object_id = $1 AND a.state IN ('sent', 'pending', 'unknown')`,
      [placed.orderGroupId]
    )
    return rows[0]?.reference
  })
  const [cancelled, kept] = placed.orders
  const answer = await send("put", `/v1/orders/${cancelled?.id}/cancel`)
  expect(answer.status).toBe(200)

  await until("the gateway heard of it", () =>
    Promise.resolve(mpesa.entries().some((entry) => entry.reference === reference))
  )
  mpesa.settle(reference, "completed")

  await until(
    "the rest is confirmed",
    async () => (await statusOf(kept?.id ?? "")).status === "confirmed"
  )
  await until("the part went back", () => Promise.resolve(moved(before).length === 2))
  expect(moved(before)).toEqual([
    ["charge", placed.total],
    [expect.any(String), cancelled?.total],
  ])
  await until("nothing is owed to the buyer", async () => (await postings("buyer_refunds")) === 0)
  expect((await statusOf(cancelled?.id ?? "")).status).toBe("cancelled")
})

it("never refunds more than was captured, however many ask at once", async () => {
  const placed = await place()
  const before = mpesa.ledger().length
  await pay(placed.orderGroupId)
  await becomes(placed, "confirmed", "paid")
  const [order] = placed.orders
  const cancels = await Promise.all(
    Array.from({ length: 10 }, () => send("put", `/v1/orders/${order?.id}/cancel`))
  )
  expect(cancels.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(cancels.filter(({ status }) => status === 409)).toHaveLength(9)
  await until("it went back", async () => (await statusOf(order?.id ?? "")).status === "refunded")
  expect(moved(before)).toEqual([
    ["charge", placed.total],
    [expect.any(String), order?.total],
  ])
})
