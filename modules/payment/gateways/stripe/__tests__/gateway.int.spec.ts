import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"
import { startStripeSimulator, type StripeSimulator } from "../../../../../tools/simulators/stripe"
import type { CardGateway, NewIntent } from "../card-gateway"
import { readStripeConfig, type StripeConfig } from "../config"
import { createStripeGateway } from "../stripe-gateway"

let stripe: StripeSimulator
let gateway: CardGateway

beforeAll(async () => {
  stripe = await startStripeSimulator({ secretKey: "sk_test_gateway" })
  gateway = createStripeGateway(configOf(stripe.url))
})

afterAll(() => stripe.close())

afterEach(() => {
  stripe.clearScript()
})

function configOf(url: string, changes: Partial<StripeConfig> = {}): StripeConfig {
  const config = readStripeConfig({
    STRIPE_SECRET_KEY: "sk_test_gateway",
    STRIPE_WEBHOOK_SECRET: "whsec_simulator",
    STRIPE_API_URL: url,
  })
  if (config === undefined) {
    throw new Error("No key")
  }
  return { ...config, timeoutMs: 500, ...changes }
}

const newIntent = (changes: Partial<NewIntent> = {}): NewIntent => ({
  reference: `A${randomUUID()}`,
  amount: 150_000,
  metadata: { order_group: "og_1" },
  description: "TXV-1001",
  ...changes,
})

/** An intent that is paid, and its reference. */
async function paid(amount = 150_000) {
  const asked = newIntent({ amount })
  const { intent } = await gateway.createIntent(asked)
  await stripe.pay(intent?.clientSecret ?? "")
  return { intentId: intent?.id ?? "", reference: asked.reference }
}

const movedBy = (reference: string) =>
  stripe.ledger().filter((entry) => entry.reference === reference)

const refundOf = (chargeIntentId: string, amount = 50_000) => ({
  reference: `R${randomUUID()}`,
  chargeIntentId,
  amount,
})

describe("an intent", () => {
  it("is opened for the payer, and moves nothing", async () => {
    const asked = newIntent()
    const answer = await gateway.createIntent(asked)
    expect(answer).toMatchObject({
      outcome: { state: "pending" },
      code: "requires_payment_method",
      conversationId: expect.stringMatching(/^pi_/),
      preceding: [],
      intent: {
        id: answer.conversationId,
        status: "requires_payment_method",
        clientSecret: expect.stringContaining("_secret_"),
        amount: 150_000,
        received: 0,
        currency: "MZN",
        reference: asked.reference,
        metadata: { order_group: "og_1", reference: asked.reference },
        lastRefusal: null,
      },
    })
    expect(movedBy(asked.reference)).toEqual([])
  })

  it("is the same one in a repeat, and as it is by then", async () => {
    const asked = newIntent()
    const first = await gateway.createIntent(asked)
    await stripe.pay(first.intent?.clientSecret ?? "")
    const again = await gateway.createIntent(asked)
    expect(again.intent?.id).toBe(first.intent?.id)
    expect(again.intent?.clientSecret).toBe(first.intent?.clientSecret)
    expect(again.outcome.state).toBe("succeeded")
    expect(again.preceding).toHaveLength(1)
  })

  it("is one, asked for by twenty at once", async () => {
    const asked = newIntent()
    stripe.script({ on: "create_intent", delayMs: 50 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.createIntent(asked)))
    const states = answers.map(({ outcome }) => outcome.state)
    expect(states.filter((state) => state === "duplicate").length).toBeGreaterThan(0)
    expect(new Set([...states, "duplicate", "pending"]).size).toBe(2)
    const ids = answers.flatMap(({ intent }) => (intent === null ? [] : [intent.id]))
    expect(new Set(ids).size).toBe(1)
  })

  it("is a duplicate where the amount differs", async () => {
    const asked = newIntent()
    await gateway.createIntent(asked)
    const answer = await gateway.createIntent({ ...asked, amount: 1_000 })
    expect(answer).toMatchObject({ outcome: { state: "duplicate" }, code: "idempotency_error" })
  })

  it("is refused below Stripe's smallest amount", async () => {
    const answer = await gateway.createIntent(newIntent({ amount: 10 }))
    expect(answer).toMatchObject({
      outcome: { state: "refused", reason: "amount_refused" },
      code: "amount_too_small",
      intent: null,
    })
  })

  it("may be of another currency", async () => {
    const { intent } = await gateway.createIntent(newIntent({ currency: "USD" }))
    expect(intent?.currency).toBe("USD")
  })
})

describe("a question", () => {
  it("tells of a payment, by the id and by the reference alone", async () => {
    const asked = newIntent()
    const { intent } = await gateway.createIntent(asked)
    await stripe.pay(intent?.clientSecret ?? "")
    const [charge] = movedBy(asked.reference)
    for (const question of [{ intentId: intent?.id ?? "" }, asked]) {
      expect(await gateway.query(question)).toMatchObject({
        outcome: { state: "succeeded", receipt: charge?.source },
        conversationId: intent?.id,
        intent: { received: 150_000, chargeId: charge?.source, reference: asked.reference },
      })
    }
  })

  it("finds an intent the answer to which was lost", async () => {
    const asked = newIntent()
    stripe.script({ on: "create_intent", answer: "hang" })
    const lost = await gateway.createIntent(asked)
    expect(lost).toMatchObject({
      outcome: { state: "unknown" },
      intent: null,
      exchange: { status: null, fault: "ETIMEDOUT" },
    })
    const found = await gateway.query(asked)
    expect(found).toMatchObject({ outcome: { state: "pending" }, preceding: [{ status: 200 }] })
    const made = stripe.events().filter(({ data: { object } }) => {
      return "metadata" in object && object.metadata.reference === asked.reference
    })
    expect(made.map(({ type }) => type)).toEqual(["payment_intent.created"])
  })

  it.each([
    ["pm_card_chargeDeclined", "declined"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "payer_not_active"],
  ])("tells that %s failed, and that another card may pay", async (card, lastRefusal) => {
    const asked = newIntent()
    const { intent } = await gateway.createIntent(asked)
    expect((await stripe.pay(intent?.clientSecret ?? "", card)).status).toBe(402)
    expect(await gateway.query({ intentId: intent?.id ?? "" })).toMatchObject({
      outcome: { state: "pending" },
      intent: { status: "requires_payment_method", lastRefusal },
    })
    expect(movedBy(asked.reference)).toEqual([])
    await stripe.pay(intent?.clientSecret ?? "")
    expect(await gateway.query({ intentId: intent?.id ?? "" })).toMatchObject({
      outcome: { state: "succeeded" },
      intent: { lastRefusal: null },
    })
    expect(movedBy(asked.reference)).toMatchObject([{ kind: "charge", amount: 150_000 }])
  })

  it("tells of a card that has to be confirmed at the bank, and of its end", async () => {
    const { intent } = await gateway.createIntent(newIntent())
    const intentId = intent?.id ?? ""
    await stripe.pay(intent?.clientSecret ?? "", "pm_card_authenticationRequired")
    expect(await gateway.query({ intentId })).toMatchObject({
      outcome: { state: "pending" },
      intent: { status: "requires_action" },
    })
    stripe.complete(intentId, "failed")
    expect(await gateway.query({ intentId })).toMatchObject({
      outcome: { state: "pending" },
      intent: { status: "requires_payment_method", lastRefusal: "no_answer_from_payer" },
    })
    await stripe.pay(intent?.clientSecret ?? "", "pm_card_authenticationRequired")
    stripe.complete(intentId, "succeeded")
    expect((await gateway.query({ intentId })).outcome.state).toBe("succeeded")
  })

  it("tells of a payment that takes its time", async () => {
    const { intent } = await gateway.createIntent(newIntent())
    stripe.script({ on: "confirm_intent", settles: "later" })
    await stripe.pay(intent?.clientSecret ?? "")
    expect(await gateway.query({ intentId: intent?.id ?? "" })).toMatchObject({
      outcome: { state: "pending" },
      code: "processing",
    })
  })

  it("tells of money that went back as a whole", async () => {
    const { intentId } = await paid()
    await gateway.refund(refundOf(intentId, 150_000))
    expect((await gateway.query({ intentId })).outcome).toEqual({ state: "reversed" })
  })

  it.each(["hang", "reset", "cut", "html_500", "html_200", "api_error", "rate_limit"] as const)(
    "says nothing of the money where the answer is %s",
    async (answer) => {
      const { intentId } = await paid()
      stripe.script({ on: "retrieve_intent", answer })
      expect(await gateway.query({ intentId })).toMatchObject({
        outcome: { state: "unknown" },
        conversationId: intentId,
        intent: null,
      })
      expect((await gateway.query({ intentId })).outcome.state).toBe("succeeded")
    }
  )

  it("says nothing of the money with a wrong key, or of an intent of another account", async () => {
    const { intentId } = await paid()
    const stranger = createStripeGateway(configOf(stripe.url, { secretKey: "sk_test_other" }))
    expect(await stranger.query({ intentId })).toMatchObject({
      outcome: { state: "unknown" },
      exchange: { status: 401 },
    })
    expect(await gateway.query({ intentId: "pi_none" })).toMatchObject({
      outcome: { state: "unknown" },
      code: "resource_missing",
    })
  })
})

describe("cancelling", () => {
  it("makes an intent unpayable", async () => {
    const { intent } = await gateway.createIntent(newIntent())
    const intentId = intent?.id ?? ""
    expect(await gateway.cancelIntent(intentId, "expired")).toMatchObject({
      outcome: { state: "refused", reason: "no_answer_from_payer" },
      intent: { status: "canceled" },
    })
    expect((await stripe.pay(intent?.clientSecret ?? "")).status).toBe(400)
    expect(await gateway.cancelIntent(intentId, "cancelled")).toMatchObject({
      outcome: { state: "refused" },
      code: "payment_intent_unexpected_state",
    })
  })

  it("tells that it came too late", async () => {
    const { intentId } = await paid()
    expect(await gateway.cancelIntent(intentId, "cancelled")).toMatchObject({
      outcome: { state: "succeeded", receipt: expect.stringMatching(/^ch_/) },
    })
  })

  it("says nothing where the answer was lost", async () => {
    const { intent } = await gateway.createIntent(newIntent())
    const intentId = intent?.id ?? ""
    stripe.script({ on: "cancel_intent", answer: "reset" })
    expect((await gateway.cancelIntent(intentId, "cancelled")).outcome.state).toBe("unknown")
    expect((await gateway.query({ intentId })).outcome).toEqual({
      state: "refused",
      reason: "cancelled_by_payer",
    })
  })
})

describe("a refund", () => {
  it("gives back a part, once for each reference", async () => {
    const { intentId } = await paid()
    const asked = refundOf(intentId)
    const first = await gateway.refund(asked)
    expect(first).toMatchObject({
      outcome: { state: "succeeded", receipt: expect.stringMatching(/^re_/) },
      conversationId: intentId,
    })
    expect((await gateway.refund(asked)).refundId).toBe(first.refundId)
    expect(movedBy(asked.reference)).toMatchObject([{ kind: "refund", amount: -50_000 }])
    expect((await gateway.query({ intentId })).outcome.state).toBe("succeeded")
  })

  it("is never more than was taken, by twenty at once", async () => {
    const { intentId, reference } = await paid()
    const asked = Array.from({ length: 20 }, () => refundOf(intentId, 20_000))
    const answers = await Promise.all(asked.map((refund) => gateway.refund(refund)))
    const states = answers.map(({ outcome }) => outcome.state)
    expect(states.filter((state) => state === "succeeded")).toHaveLength(7)
    expect(states.filter((state) => state === "refused")).toHaveLength(13)
    const back = asked.flatMap((refund) => movedBy(refund.reference))
    const [charge] = movedBy(reference)
    expect(-back.reduce((sum, entry) => sum + entry.amount, 0)).toBeLessThanOrEqual(
      charge?.amount ?? 0
    )
  })

  it("of what is not paid moves nothing", async () => {
    const { intent } = await gateway.createIntent(newIntent())
    const answer = await gateway.refund(refundOf(intent?.id ?? ""))
    expect(answer).toMatchObject({ outcome: { state: "misconfigured" }, refundId: null })
  })

  it.each(["hang", "reset", "cut", "html_500", "api_error"] as const)(
    "whose answer is %s is found, and not made twice",
    async (answer) => {
      const { intentId } = await paid()
      const asked = refundOf(intentId)
      stripe.script({ on: "create_refund", answer })
      expect((await gateway.refund(asked)).outcome.state).toBe("unknown")
      expect(await gateway.findRefund(asked)).toMatchObject({
        outcome: { state: "succeeded" },
        conversationId: intentId,
        refundId: movedBy(asked.reference)[0]?.source,
      })
      await gateway.refund(asked)
      expect(movedBy(asked.reference)).toHaveLength(1)
    }
  )

  it("that Stripe never took on may be sent again", async () => {
    const { intentId } = await paid()
    const asked = refundOf(intentId)
    stripe.script({ on: "create_refund", answer: "reset", work: "skipped" })
    expect((await gateway.refund(asked)).outcome.state).toBe("unknown")
    expect(await gateway.findRefund(asked)).toMatchObject({
      outcome: { state: "busy" },
      refundId: null,
    })
    expect((await gateway.refund(asked)).outcome.state).toBe("succeeded")
  })

  it("is found among more than a page of others", async () => {
    const { intentId } = await paid()
    const asked = refundOf(intentId, 100)
    await gateway.refund(asked)
    for (let count = 0; count < 120; count += 1) {
      await gateway.refund(refundOf(intentId, 100))
    }
    const found = await gateway.findRefund(asked)
    expect(found.outcome.state).toBe("succeeded")
    expect(found.preceding).toHaveLength(1)
  })

  it("is not declared missing while the list cannot be read", async () => {
    const { intentId } = await paid()
    stripe.script({ on: "list_refunds", answer: "rate_limit" })
    expect((await gateway.findRefund(refundOf(intentId))).outcome.state).toBe("unknown")
  })

  it("may wait, and fail in the end", async () => {
    const { intentId } = await paid()
    const asked = refundOf(intentId)
    stripe.script({ on: "create_refund", settles: "later" })
    const waiting = await gateway.refund(asked)
    expect(waiting.outcome).toEqual({ state: "pending" })
    stripe.complete(waiting.refundId ?? "", "failed")
    expect((await gateway.findRefund(asked)).outcome).toEqual({
      state: "refused",
      reason: "declined",
    })
    expect((await gateway.query({ intentId })).outcome.state).toBe("succeeded")
  })
})

describe("asking for an intent", () => {
  it("was not sent where nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, "close")
    const nobody = createStripeGateway(configOf(`http://127.0.0.1:${port}`))
    expect(await nobody.createIntent(newIntent())).toMatchObject({
      outcome: { state: "not_sent" },
      exchange: { status: null, fault: "ECONNREFUSED", answer: null },
    })
  })

  it("was not sent where TLS fails", async () => {
    const secure = createStripeGateway(configOf(stripe.url.replace("http:", "https:")))
    expect((await secure.createIntent(newIntent())).outcome).toEqual({ state: "not_sent" })
  })

  it("is the merchant's fault with a wrong key, and of no use to be repeated", async () => {
    const stranger = createStripeGateway(configOf(stripe.url, { secretKey: "sk_test_other" }))
    expect((await stranger.createIntent(newIntent())).outcome).toEqual({ state: "misconfigured" })
  })

  it("is to be repeated later where Stripe is busy", async () => {
    const asked = newIntent()
    stripe.script({ on: "create_intent", answer: "rate_limit" })
    expect((await gateway.createIntent(asked)).outcome).toEqual({ state: "busy" })
    expect((await gateway.createIntent(asked)).outcome).toEqual({ state: "pending" })
  })

  it.each([
    [500, '{"message":"Server Error"}'],
    [200, '{"message":"Server Error"}'],
    [200, "null"],
    [200, "[]"],
    [200, ""],
    [302, "{}"],
    [400, "<html>"],
    [403, "<html>"],
    [200, '{"id":"pi_1","object":"payment_intent","status":"succeeded"}'],
  ])("is unknown after %i %s", async (status, body) => {
    const other = await answering(
      `HTTP/1.1 ${status} X\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    )
    expect((await other.gateway.createIntent(newIntent())).outcome).toEqual({ state: "unknown" })
    await other.close()
  })

  it.each([
    ["bytes that are no HTTP", "SSH-2.0-OpenSSH\r\n"],
    ["an answer that never ends", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"],
  ])("is unknown after %s", async (_what, bytes) => {
    const other = await answering(bytes)
    const answer = await other.gateway.createIntent(newIntent())
    expect(answer.outcome).toEqual({ state: "unknown" })
    expect(answer.exchange.fault).not.toBeNull()
    await other.close()
  })

  it("is unknown after an answer that drips for longer than the timeout", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n"
    const other = await answering(head, (socket) => {
      const dripping = setInterval(() => socket.write(" "), 20)
      socket.on("close", () => {
        clearInterval(dripping)
      })
    })
    expect(await other.gateway.createIntent(newIntent())).toMatchObject({
      outcome: { state: "unknown" },
      exchange: { status: null, fault: "ETIMEDOUT" },
    })
    await other.close()
  })

  it("makes one request alone, also where the connection is reset", async () => {
    const asked = newIntent()
    stripe.script({ on: "create_intent", answer: "reset" })
    await gateway.createIntent(asked)
    const key = `intent:${asked.reference}`
    expect(stripe.requests().filter((each) => each.idempotencyKey === key)).toHaveLength(1)
  })
})

/** A gateway whose Stripe answers everything with the same bytes. */
async function answering(bytes: string, goOn: (socket: Socket) => void = () => undefined) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.once("data", () => {
      socket.write(bytes)
      goOn(socket)
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    gateway: createStripeGateway(configOf(`http://127.0.0.1:${port}`)),
    close: async () => {
      server.close()
      await once(server, "close")
    },
  }
}

it("keeps no secret in an exchange", async () => {
  const { intent, exchange } = await gateway.createIntent(newIntent())
  const kept = JSON.stringify(exchange)
  expect(kept).not.toContain(intent?.clientSecret)
  expect(kept).not.toContain("sk_test")
  expect(exchange).toMatchObject({
    operation: "create_intent",
    status: 200,
    fault: null,
    request: {
      method: "POST",
      path: "/v1/payment_intents",
      amount: "150000",
      currency: "mzn",
      "metadata[order_group]": "og_1",
    },
  })
})
