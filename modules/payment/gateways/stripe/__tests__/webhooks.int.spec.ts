import { randomUUID } from "node:crypto"
import { startStripeSimulator, type StripeSimulator } from "../../../../../tools/simulators/stripe"
import type { CardGateway } from "../card-gateway"
import { createStripeGateway } from "../stripe-gateway"
import { startMerchant } from "./merchant"

let stripe: StripeSimulator
let merchant: Awaited<ReturnType<typeof startMerchant>>
let gateway: CardGateway

beforeAll(async () => {
  merchant = await startMerchant()
  stripe = await startStripeSimulator({ webhookUrl: merchant.url, retryDelaysMs: [20, 20] })
  gateway = createStripeGateway({
    secretKey: stripe.secretKey,
    webhookSecret: stripe.webhookSecret,
    apiUrl: stripe.url,
    currency: "MZN",
    timeoutMs: 2_000,
  })
})

afterAll(async () => {
  await stripe.close()
  await merchant.close()
})

beforeEach(async () => {
  await stripe.idle()
  merchant.received.length = 0
  stripe.clearScript()
})

const events = () =>
  merchant.received.map(({ body, signature }) => gateway.verifyWebhook(body, signature))

async function open() {
  const reference = `A${randomUUID()}`
  const { intent } = await gateway.createIntent({ reference, amount: 150_000 })
  return { reference, intentId: intent?.id ?? "", clientSecret: intent?.clientSecret ?? "" }
}

it("tells the merchant of a payment, and of its refund under the refund's own reference", async () => {
  const { reference, intentId, clientSecret } = await open()
  await stripe.pay(clientSecret)
  const { refundId } = await gateway.refund({
    reference: `R${reference}`,
    chargeIntentId: intentId,
    amount: 100,
  })
  await stripe.idle()
  expect(events().map((event) => event?.type)).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "refund.created",
    "charge.refunded",
  ])
  expect(events()[2]).toMatchObject({ intentId, reference, refundId: null, live: false })
  expect(events()[3]).toMatchObject({ intentId, reference: `R${reference}`, refundId })
  for (const event of events()) {
    expect(event?.body).not.toContain(clientSecret)
  }
})

it("verifies no event that somebody else signed, or nobody, or Stripe an hour ago", async () => {
  const { intentId } = await open()
  await stripe.idle()
  for (const signature of ["forged", "missing", "stale"] as const) {
    await stripe.forge({ intent: intentId, signature })
    expect(events().at(-1)).toBeUndefined()
  }
  expect((await gateway.query({ intentId })).outcome.state).toBe("pending")
})

it("hears of a payment fifty times and out of order, and may know it before the answer", async () => {
  const { clientSecret } = await open()
  await stripe.idle()
  merchant.received.length = 0
  stripe.script({ webhook: "any", copies: 25, order: "shuffled", times: 2, delayMs: 20 })
  await stripe.pay(clientSecret)
  await stripe.idle()
  const types = events().map((event) => event?.type)
  expect(types).toHaveLength(50)
  expect(types.slice(0, 25)).toContain("payment_intent.succeeded")
  expect(types.slice(25)).toContain("charge.succeeded")
  expect(new Set(events().map((event) => event?.id)).size).toBe(2)
})
