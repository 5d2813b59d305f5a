import { setTimeout as delay } from "node:timers/promises"
import { objectIdOf } from "../../src/lib/object-id"
import { startMpesaSimulator, type MpesaSimulator } from "../../tools/simulators/mpesa"
import { registerBuyer, type Buyer } from "../support/accounts"
import { maputo, variantsOfSellers } from "../support/checkout"
import { createRandom, seedOfRun } from "../support/random"
import { until } from "../support/until"
import { openWorld, type World } from "../support/world"

jest.setTimeout(3_600_000)

const kills = process.env.FAULTS === "full" ? 200 : 20
const seed = seedOfRun()
const random = createRandom(seed)
const phone = "+258841234567"

let world: World
let mpesa: MpesaSimulator
let buyer: Buyer
let items: object[]

beforeAll(async () => {
  mpesa = await startMpesaSimulator({ keyBits: 2048, pinMs: 150, seed: String(seed) })
  world = await openWorld({ env: { ...mpesa.env, PAYMENT_PAUSE_FACTOR: "0.01" } })
  buyer = await registerBuyer(world)
  await world.pool.query(
    'UPDATE inventory_level SET stocked_quantity = 100000, raw_stocked_quantity = \'{"value":"100000","precision":20}\''
  )
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

const shippingAddress = {
  firstName: maputo.first_name,
  lastName: maputo.last_name,
  street: maputo.address_1,
  city: maputo.city,
}

function post(path: string, body: object, key: string) {
  return world.api
    .post(path)
    .set("authorization", `Bearer ${buyer.accessToken}`)
    .set("idempotency-key", key)
    .send(body)
}

/** One buyer's way to a paid order; gives up where the server dies. */
async function buy(key: string): Promise<string> {
  const placed = await post(
    "/v1/orders",
    { items, shippingAddress, paymentMethod: "m-pesa", deliveryMethod: "pickup" },
    `order-${key}`
  )
  const { data } = placed.body as { data?: { orderGroupId: string } }
  if (data === undefined) {
    throw new Error(`Ordering was answered ${placed.status}: ${placed.text}`)
  }
  const { orderGroupId } = data
  const begun = await post("/v1/payments/create-intent", { orderGroupId, phone }, `pay-${key}`)
  if (begun.status !== 202) {
    throw new Error(`Paying was answered ${begun.status}: ${begun.text}`)
  }
  return orderGroupId
}

/** A key whose first request died is free again some time later. */
async function buyAgain(key: string): Promise<string> {
  return until("the repeat is taken", async () => {
    try {
      return await buy(key)
    } catch (error) {
      if (String(error).includes("409")) {
        await world.pool.query("UPDATE idempotency_key SET held_until = now() WHERE status IS NULL")
      }
      return undefined
    }
  })
}

type Standing = {
  groups: number
  orders: number
  confirmed: number
  captured: string
  posted: string
}

it(`keeps orders and charges one to one through ${kills} crashes (seed ${seed})`, async () => {
  for (let round = 0; round < kills; round += 1) {
    const bought = buy(`${round}`).catch(() => undefined)
    await delay(random.below(900))
    await world.crash()
    await bought
    await buyAgain(`${round}`)
  }
  const open = async () => {
    const { rows } = await world.pool.query<object>(
      `SELECT state, code, failure, calls, sent_at, next_call_at FROM payment_attempt
        WHERE booked_at IS NULL`
    )
    return rows
  }
  await until("every payment is booked", async () => (await open()).length === 0, 120_000).catch(
    async (error: unknown) => {
      throw new Error(
        `${String(error)}: ${JSON.stringify(await open())}\n${world.output().slice(-2_000)}`
      )
    }
  )
  const { rows } = await world.pool.query<Standing>(
    `SELECT (SELECT count(*)::int FROM order_group) AS groups,
            (SELECT count(*)::int FROM group_order) AS orders,
            (SELECT count(DISTINCT group_id)::int FROM payment_attempt WHERE state = 'succeeded') AS confirmed,
            (SELECT sum(amount)::text FROM capture) AS captured,
            (SELECT sum(amount)::text FROM ledger_posting WHERE account = 'gateway_clearing') AS posted`
  )
  const charges = mpesa.ledger().filter(({ kind }) => kind === "charge")
  const taken = charges.reduce((sum, { amount }) => sum + amount, 0)
  const standing = rows[0]
  expect(standing?.groups).toBe(kills)
  expect(standing?.confirmed).toBe(kills)
  expect(charges).toHaveLength(kills)
  expect(new Set(charges.map(({ reference }) => reference)).size).toBe(kills)
  expect(Math.round(Number(standing?.captured) * 100)).toBe(taken)
  expect(Number(standing?.posted)).toBe(taken)
  expect(standing?.orders).toBe(2 * kills)
})
