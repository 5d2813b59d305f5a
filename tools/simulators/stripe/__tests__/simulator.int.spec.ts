import { randomUUID } from "node:crypto"
import Stripe from "stripe"
import { startStripeSimulator, type StripeSimulator } from ".."

let simulator: StripeSimulator
let stripe: Stripe
let now = new Date("2026-03-10T23:30:00Z")

const clientOf = (key: string) => {
  const { hostname, port } = new URL(simulator.url)
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 2_000,
  })
}

beforeAll(async () => {
  simulator = await startStripeSimulator({ clock: () => now })
  stripe = clientOf(simulator.secretKey)
})

afterAll(() => simulator.close())

afterEach(() => {
  simulator.clearScript()
})

const open = (amount = 10_000) =>
  stripe.paymentIntents.create({
    amount,
    currency: "mzn",
    metadata: { reference: randomUUID() },
  })

async function paid(amount = 10_000) {
  const intent = await open(amount)
  return stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" })
}

/** What a call fails with. */
async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason
  )
  if (error instanceof Stripe.errors.StripeError) {
    return error
  }
  throw new Error("Nothing of Stripe's was thrown")
}

describe("Stripe's own library", () => {
  it("makes, reads, changes and cancels an intent", async () => {
    const intent = await open()
    expect(intent).toMatchObject({ object: "payment_intent", status: "requires_payment_method" })
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`))
    expect(await stripe.paymentIntents.retrieve(intent.id)).toEqual(intent)
    const changed = await stripe.paymentIntents.update(intent.id, {
      amount: 20_000,
      metadata: { more: "x" },
    })
    expect(changed).toMatchObject({ amount: 20_000, metadata: { ...intent.metadata, more: "x" } })
    const cancelled = await stripe.paymentIntents.cancel(intent.id, {
      cancellation_reason: "abandoned",
    })
    expect(cancelled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" })
    const error = await errorOf(stripe.paymentIntents.cancel(intent.id))
    expect(error).toMatchObject({
      statusCode: 400,
      rawType: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      payment_intent: { id: intent.id, status: "canceled" },
    })
  })

  it("pays with a card, and expands the charge", async () => {
    const { id } = await paid()
    const intent = await stripe.paymentIntents.retrieve(id, {
      expand: ["latest_charge.balance_transaction", "payment_method"],
    })
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 10_000,
      payment_method: { object: "payment_method", card: { last4: "4242" } },
      latest_charge: {
        object: "charge",
        paid: true,
        balance_transaction: { amount: 10_000, fee: 320, net: 9_680 },
      },
    })
  })

  it("is told of a declined card as a card error with the intent", async () => {
    const intent = await open()
    const error = await errorOf(
      stripe.paymentIntents.confirm(intent.id, {
        payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds",
      })
    )
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect(error).toMatchObject({
      statusCode: 402,
      code: "card_declined",
      decline_code: "insufficient_funds",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { decline_code: "insufficient_funds" },
      },
    })
    const [charge] = (await stripe.charges.list({ payment_intent: intent.id })).data
    expect(charge).toMatchObject({ status: "failed", paid: false, balance_transaction: null })
  })

  it("refunds in parts, lists them, and cannot refund more", async () => {
    const { id } = await paid()
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 4_000,
      metadata: { reference: "R1" },
    })
    expect(first).toMatchObject({ object: "refund", status: "succeeded", amount: 4_000 })
    const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 6_001 }))
    expect(tooMuch).toMatchObject({ statusCode: 400, param: "amount" })
    await stripe.refunds.create({ payment_intent: id })
    const listed = await stripe.refunds.list({ payment_intent: id })
    expect(listed.data.map(({ amount }) => amount)).toEqual([6_000, 4_000])
    expect(listed.data[1]).toMatchObject({ id: first.id, metadata: { reference: "R1" } })
    const again = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 1 }))
    expect(again.code).toBe("charge_already_refunded")
  })

  it("pages through a list by itself", async () => {
    const { id } = await paid()
    for (let count = 0; count < 5; count += 1) {
      await stripe.refunds.create({ payment_intent: id, amount: 10 + count })
    }
    const amounts: number[] = []
    for await (const refund of stripe.refunds.list({ payment_intent: id, limit: 2 })) {
      amounts.push(refund.amount)
    }
    expect(amounts).toEqual([14, 13, 12, 11, 10])
  })

  it("keeps a customer", async () => {
    const customer = await stripe.customers.create({ email: "ana@example.com", name: "Ana" })
    await stripe.customers.update(customer.id, { name: "Ana M." })
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toEqual([])
    expect(await stripe.customers.del(customer.id)).toMatchObject({ deleted: true })
  })
})

describe("refuses", () => {
  it("a wrong key and no key", async () => {
    expect(await errorOf(clientOf("sk_test_other").paymentIntents.list())).toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError
    )
    const answer = await fetch(`${simulator.url}/v1/payment_intents`)
    expect(answer.status).toBe(401)
  })

  it("a publishable key for all but the payer's own intent", async () => {
    const intent = await open()
    const browser = clientOf("pk_test_shop")
    expect((await errorOf(browser.paymentIntents.list())).statusCode).toBe(403)
    expect((await errorOf(browser.paymentIntents.retrieve(intent.id))).statusCode).toBe(403)
    const client_secret = intent.client_secret ?? ""
    expect(await browser.paymentIntents.retrieve(intent.id, { client_secret })).toMatchObject({
      id: intent.id,
    })
    const other = await open()
    const error = await errorOf(browser.paymentIntents.retrieve(other.id, { client_secret }))
    expect(error.param).toBe("client_secret")
  })

  it.each([
    [{ currency: "mzn" }, "parameter_missing", "amount"],
    [{ amount: 1.5, currency: "mzn" }, "parameter_invalid_integer", "amount"],
    [{ amount: -5, currency: "mzn" }, "parameter_invalid_integer", "amount"],
    [{ amount: 49, currency: "mzn" }, "amount_too_small", "amount"],
    [{ amount: 100_000_000, currency: "mzn" }, "amount_too_large", "amount"],
    [{ amount: 1_000 }, "parameter_missing", "currency"],
    [{ amount: 1_000, currency: "metical" }, undefined, "currency"],
    [{ amount: 1_000, currency: "mzn", amout: 1 }, "parameter_unknown", "amout"],
  ])("%j", async (params, code, param) => {
    const call = stripe.paymentIntents.create(params as Stripe.PaymentIntentCreateParams)
    expect(await errorOf(call)).toMatchObject({ statusCode: 400, code, param })
  })

  it("what is not there", async () => {
    const error = await errorOf(stripe.paymentIntents.retrieve("pi_none"))
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" })
    expect((await errorOf(stripe.coupons.list())).statusCode).toBe(404)
  })
})

describe("an idempotency key", () => {
  it("gives the first answer again, also when things have changed since", async () => {
    const idempotencyKey = randomUUID()
    const params = { amount: 10_000, currency: "mzn" }
    const first = await stripe.paymentIntents.create(params, { idempotencyKey })
    await stripe.paymentIntents.confirm(first.id, { payment_method: "pm_card_visa" })
    const again = await stripe.paymentIntents.create(params, { idempotencyKey })
    expect(again).toEqual(first)
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true")
  })

  it("is refused for other parameters", async () => {
    const idempotencyKey = randomUUID()
    await stripe.paymentIntents.create({ amount: 10_000, currency: "mzn" }, { idempotencyKey })
    const call = stripe.paymentIntents.create(
      { amount: 10_001, currency: "mzn" },
      { idempotencyKey }
    )
    const error = await errorOf(call)
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(error.statusCode).toBe(400)
  })

  it("is refused while it is in use", async () => {
    simulator.script({ on: "create_intent", delayMs: 200 })
    const params = { amount: 10_000, currency: "mzn" }
    const idempotencyKey = randomUUID()
    const first = stripe.paymentIntents.create(params, { idempotencyKey })
    await until(() => simulator.requests().some((each) => each.idempotencyKey === idempotencyKey))
    const error = await errorOf(stripe.paymentIntents.create(params, { idempotencyKey }))
    expect(error).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" })
    expect((await first).object).toBe("payment_intent")
  })

  it("keeps a failure of Stripe's own, and no complaint about parameters", async () => {
    const params = { amount: 10_000, currency: "mzn" }
    const broken = randomUUID()
    simulator.script({ on: "create_intent", answer: "api_error" })
    for (const _try of [1, 2]) {
      const call = stripe.paymentIntents.create(params, { idempotencyKey: broken })
      expect((await errorOf(call)).statusCode).toBe(500)
    }
    const mended = randomUUID()
    const small = stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: mended })
    await errorOf(small)
    const intent = await stripe.paymentIntents.create(params, { idempotencyKey: mended })
    expect(intent.amount).toBe(10_000)
  })

  it("is forgotten after a day", async () => {
    const idempotencyKey = randomUUID()
    const params = { amount: 10_000, currency: "mzn" }
    const first = await stripe.paymentIntents.create(params, { idempotencyKey })
    simulator.forgetIdempotencyKeys()
    const second = await stripe.paymentIntents.create(params, { idempotencyKey })
    expect(second.id).not.toBe(first.id)
  })
})

describe("the truth", () => {
  it("is in the ledger, whatever was answered", async () => {
    const intent = await open()
    simulator.script({ on: "confirm_intent", answer: "hang", about: intent.id })
    const lost = stripe.paymentIntents.confirm(
      intent.id,
      { payment_method: "pm_card_visa" },
      { timeout: 200 }
    )
    await errorOf(lost)
    const { reference = "" } = intent.metadata
    expect(simulator.ledger().filter((entry) => entry.reference === reference)).toMatchObject([
      { kind: "charge", amount: 10_000, fee: 320, currency: "MZN", intentId: intent.id },
    ])
  })

  it("is in the statement of its day", async () => {
    const { id, latest_charge } = await paid(20_000)
    now = new Date("2026-03-11T00:30:00Z")
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 5_000 })
    expect(simulator.statement("2026-03-10").entries.map(({ source }) => source)).toContain(
      latest_charge
    )
    const next = simulator.statement("2026-03-11")
    expect(next).toMatchObject({
      entries: [{ kind: "refund", source: refund.id, amount: -5_000, fee: 0 }],
      totals: { MZN: { charged: 0, refunded: 5_000, fees: 0, net: -5_000 } },
    })
    const answer = await fetch(`${simulator.url}/__statement?date=2026-03-11`)
    expect(await answer.json()).toEqual(next)
    const listed = await stripe.balanceTransactions.list({
      created: { gte: Date.parse("2026-03-11") / 1000, lt: Date.parse("2026-03-12") / 1000 },
      expand: ["data.source"],
    })
    expect(listed.data).toMatchObject([{ amount: -5_000, source: { id: refund.id } }])
    now = new Date("2026-03-10T23:30:00Z")
  })

  it("is told, and the script is taken, over HTTP", async () => {
    const script = `${simulator.url}/__script`
    const fault = { on: "retrieve_intent", answer: "html_500" }
    const added = await fetch(script, { method: "POST", body: JSON.stringify(fault) })
    expect(await added.json()).toMatchObject({ faults: [{ ...fault, times: 1, work: "done" }] })
    const intent = await open()
    const answer = await fetch(`${simulator.url}/v1/payment_intents/${intent.id}`, {
      headers: { authorization: `Bearer ${simulator.secretKey}` },
    })
    expect(answer.status).toBe(500)
    expect(answer.headers.get("content-type")).toBe("text/html")
    const wrong = await fetch(script, { method: "POST", body: '{"on":"nothing"}' })
    expect(wrong.status).toBe(400)
    const ledger = await fetch(`${simulator.url}/__ledger`)
    expect(await ledger.json()).toEqual({ entries: simulator.ledger() })
  })

  it("of a card that has to be confirmed comes later", async () => {
    const intent = await open()
    const waiting = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_authenticationRequired",
    })
    expect(waiting).toMatchObject({
      status: "requires_action",
      next_action: { type: "use_stripe_sdk" },
    })
    const done = await fetch(`${simulator.url}/__complete`, {
      method: "POST",
      body: JSON.stringify({ id: intent.id, result: "succeeded" }),
    })
    expect(await done.json()).toMatchObject({ status: "succeeded" })
    expect(() => simulator.complete(intent.id, "succeeded")).toThrow("Nothing to complete")
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}
