import { randomUUID } from "node:crypto"
import fc from "fast-check"
import {
  startStripeSimulator,
  type Fault,
  type StripeSimulator,
} from "../../../../../tools/simulators/stripe"
import type { CardGateway, CardRefund, NewIntent } from "../card-gateway"
import { createStripeGateway } from "../stripe-gateway"

let stripe: StripeSimulator
let gateway: CardGateway

beforeAll(async () => {
  stripe = await startStripeSimulator()
  gateway = createStripeGateway({
    secretKey: stripe.secretKey,
    webhookSecret: stripe.webhookSecret,
    apiUrl: stripe.url,
    currency: "MZN",
    timeoutMs: 100,
  })
})

afterAll(() => stripe.close())

/** Asks on until there is something to know; a key may be in use for a while. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + 10_000
  while (Date.now() < giveUpAt) {
    const known = await ask()
    if (known !== undefined) {
      return known
    }
  }
  throw new Error("It was never known")
}

async function openIntent(asked: NewIntent) {
  const { intent } = await gateway.createIntent(asked)
  return intent ?? until(async () => (await gateway.query(asked)).intent ?? undefined)
}

async function untilPaid(intentId: string): Promise<void> {
  await until(async () => {
    const { outcome } = await gateway.query({ intentId })
    return outcome.state === "succeeded" ? true : undefined
  })
}

/** Sends a refund again only where it is known that Stripe has not taken it on. */
async function giveBack(refund: CardRefund): Promise<void> {
  let { outcome } = await gateway.refund(refund)
  await until(async () => {
    if (outcome.state === "succeeded") {
      return true
    }
    const next = outcome.state === "busy" ? gateway.refund(refund) : gateway.findRefund(refund)
    outcome = (await next).outcome
    return undefined
  })
}

const fault = (on: "create_intent" | "retrieve_intent" | "create_refund" | "list_refunds") =>
  fc.record({
    on: fc.constant(on),
    answer: fc.constantFrom(
      "normal" as const,
      "hang" as const,
      "reset" as const,
      "cut" as const,
      "html_500" as const,
      "html_200" as const,
      "rate_limit" as const
    ),
    work: fc.constantFrom("done" as const, "skipped" as const),
    delayMs: fc.constantFrom(0, 0, 150),
  })

it("whatever goes wrong, asking on ends in one charge and one refund", async () => {
  const faults = fc
    .tuple(
      fc.array(fault("create_intent"), { maxLength: 3 }),
      fc.array(fault("retrieve_intent"), { maxLength: 2 }),
      fc.array(fault("create_refund"), { maxLength: 3 }),
      fc.array(fault("list_refunds"), { maxLength: 2 })
    )
    .map((kinds) => kinds.flat())
  await fc.assert(
    fc.asyncProperty(faults, async (script: Fault[]) => {
      stripe.clearScript()
      stripe.script(...script)
      const asked = { reference: `A${randomUUID()}`, amount: 150_000 }
      const { id, clientSecret } = await openIntent(asked)
      await stripe.pay(clientSecret ?? "")
      await untilPaid(id)
      const refund = { reference: `R${asked.reference}`, chargeIntentId: id, amount: 40_000 }
      await giveBack(refund)
      // What was given up on may still act.
      await stripe.idle()
      expect(stripe.ledger().filter(({ intentId }) => intentId === id)).toMatchObject([
        { kind: "charge", reference: asked.reference, amount: 150_000 },
        { kind: "refund", reference: refund.reference, amount: -40_000 },
      ])
      expect(stripe.ledger().filter(({ reference }) => reference === asked.reference)).toHaveLength(
        1
      )
    }),
    { numRuns: 25 }
  )
})
