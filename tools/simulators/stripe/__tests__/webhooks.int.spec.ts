import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import Stripe from "stripe"
import { startStripeSimulator, type StripeSimulator } from ".."

let simulator: StripeSimulator
let stripe: Stripe
let merchant: Server
/** What came and was signed right, in its order. */
let events: Stripe.Event[] = []
let statuses: number[] = []
let isSigned: boolean[] = []

beforeAll(async () => {
  merchant = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const header = request.headers["stripe-signature"] ?? ""
      try {
        const body = Buffer.concat(chunks)
        events.push(Stripe.webhooks.constructEvent(body, header, simulator.webhookSecret))
        isSigned.push(true)
      } catch {
        isSigned.push(false)
      }
      response.writeHead(statuses.shift() ?? 200).end()
    })
  }).listen(0, "127.0.0.1")
  await once(merchant, "listening")
  const { port } = merchant.address() as AddressInfo
  simulator = await startStripeSimulator({
    webhookUrl: `http://127.0.0.1:${port}`,
    retryDelaysMs: [10, 10],
  })
  stripe = new Stripe(simulator.secretKey, {
    host: "127.0.0.1",
    port: new URL(simulator.url).port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  })
})

afterAll(async () => {
  await simulator.close()
  merchant.closeAllConnections()
  merchant.close()
})

beforeEach(async () => {
  simulator.clearScript()
  await simulator.idle()
  events = []
  statuses = []
  isSigned = []
})

const open = () => stripe.paymentIntents.create({ amount: 10_000, currency: "mzn" })
const types = () => events.map(({ type }) => type)

it("sends what happened, as it was then, signed", async () => {
  const { id } = await open()
  await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" })
  await simulator.idle()
  expect(types()).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
  ])
  expect(events[0]?.data.object).toMatchObject({ id, status: "requires_payment_method" })
  expect(events[2]?.data.object).toMatchObject({ id, status: "succeeded" })
})

it("repeats the same event until it is taken, and gives up in the end", async () => {
  statuses = [500, 302]
  await open()
  await simulator.idle()
  expect(types()).toEqual(Array(3).fill("payment_intent.created"))
  expect(new Set(events.map(({ id }) => id)).size).toBe(1)
  statuses = [500, 500, 500, 500]
  await open()
  await simulator.idle()
  expect(events).toHaveLength(6)
  expect(simulator.deliveries().slice(-3)).toMatchObject([
    { attempt: 1, status: 500 },
    { attempt: 2, status: 500 },
    { attempt: 3, status: 500 },
  ])
})

it("may send before it answers", async () => {
  simulator.script({ on: "create_intent", webhooks: "before_answer", answerAfterMs: 20 })
  await open()
  expect(types()).toEqual(["payment_intent.created"])
})

it("may send late, often, and the last first", async () => {
  const { id } = await open()
  await simulator.idle()
  events = []
  simulator.script({ webhook: "any", about: id, order: "reversed", copies: 2, times: 2 })
  await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" })
  expect(types()).toEqual([])
  await simulator.idle()
  expect(types()).toEqual([
    "payment_intent.succeeded",
    "payment_intent.succeeded",
    "charge.succeeded",
    "charge.succeeded",
  ])
})

it("may lose an event", async () => {
  simulator.script({ webhook: "payment_intent.created", copies: 0 })
  await open()
  await simulator.idle()
  expect(types()).toEqual([])
  expect(simulator.events().at(-1)?.type).toBe("payment_intent.created")
})

it("may send what is signed wrong, and what is not true", async () => {
  const { id } = await open()
  await simulator.idle()
  isSigned = []
  expect(await simulator.forge({ intent: id })).toBe(200)
  expect(await simulator.forge({ intent: id, signature: "stale" })).toBe(200)
  expect(isSigned).toEqual([false, false])
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method",
  })
  expect(simulator.ledger().filter(({ intentId }) => intentId === id)).toEqual([])
})

it("sends what happened though its answer was lost", async () => {
  simulator.script({ on: "create_intent", answer: "reset" })
  // The library asks again by itself where a connection was reset, whatever its settings.
  await expect(open()).resolves.toMatchObject({ object: "payment_intent" })
  await simulator.idle()
  expect(types()).toEqual(["payment_intent.created", "payment_intent.created"])
})
