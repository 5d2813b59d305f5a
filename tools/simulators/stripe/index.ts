import { once } from "node:events"
import type { AddressInfo } from "node:net"
import type { FeeRule } from "./account"
import { complete, forge, type Forgery } from "./control"
import { ledgerOf, statementOf, type LedgerEntry, type Statement } from "./ledger"
import type { PaymentIntent, Refund, StripeEvent } from "./objects"
import type { Fault } from "./script"
import { createApiServer } from "./server"
import { Simulation, type Answered } from "./simulation"
import type { Delivery } from "./webhooks"

export type { Fault, LedgerEntry, Statement }

export type StripeSimulatorOptions = {
  /** TCP port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number
  /** Where webhooks go; `sendWebhooksTo` may say so later. */
  webhookUrl?: string
  webhookSecret?: string
  /** The only key that is taken, beside pk_test_… for what browsers do. */
  secretKey?: string
  /** Milliseconds before each further try of a webhook that was not answered with 200 to 299. */
  retryDelaysMs?: readonly number[]
  /** Milliseconds for one try of a webhook. */
  webhookTimeoutMs?: number
  /** What Stripe keeps; 2.9 % and 30 cents by default. */
  fee?: FeeRule
  /** The time that objects and statements bear. Signatures bear the machine's own. */
  clock?: () => Date
}

export type StripeSimulator = {
  /** Origin, for STRIPE_API_URL. */
  url: string
  secretKey: string
  webhookSecret: string
  sendWebhooksTo: (url: string | undefined) => void
  /** What money really moved, in the order in which it did. */
  ledger: () => LedgerEntry[]
  /** @param date UTC day, YYYY-MM-DD */
  statement: (date: string) => Statement
  /** Adds faults to come, each for its next requests or events. */
  script: (...faults: Fault[]) => void
  clearScript: () => void
  /**
   * What the payer does in the browser: confirms with a test payment method, over HTTP.
   *
   * @returns Stripe's answer; a card that is declined is 402
   */
  pay: (clientSecret: string, card?: string) => Promise<{ status: number; body: unknown }>
  /** What the bank says later of an intent in requires_action or processing, or of a refund. */
  complete: (id: string, result: "succeeded" | "failed") => PaymentIntent | Refund
  /** Sends an event of which nothing is true; gives the merchant's HTTP status. */
  forge: (forgery: Forgery) => Promise<number | null>
  requests: () => readonly Answered[]
  /** Everything that happened, whether or not it was delivered. */
  events: () => readonly StripeEvent[]
  deliveries: () => readonly Delivery[]
  /** Resolves when every request was acted on, and every webhook delivered or given up. */
  idle: () => Promise<void>
  /** Forgets the idempotency keys, as Stripe does after a day. */
  forgetIdempotencyKeys: () => void
  close: () => Promise<void>
}

/**
 * Starts a server that speaks Stripe's API on 127.0.0.1, with PaymentIntents, refunds, charges,
 * balance transactions, customers and signed webhooks. What it holds is lost when it closes.
 *
 * Beside the API: GET /__ledger, GET /__statement?date=, GET|POST|DELETE /__script,
 * POST /__complete {id, result}, POST /__forge {intent, type?, signature?}, POST /__webhook {url},
 * POST /__forget_keys, GET /__requests, GET /__deliveries.
 */
export async function startStripeSimulator(
  options: StripeSimulatorOptions = {}
): Promise<StripeSimulator> {
  const secretKey = options.secretKey ?? "sk_test_simulator"
  const webhookSecret = options.webhookSecret ?? "whsec_simulator"
  const simulation = new Simulation({
    secretKey,
    clock: options.clock ?? (() => new Date()),
    fee: options.fee ?? { perMille: 29, fixed: 30 },
    webhooks: {
      url: options.webhookUrl,
      secret: webhookSecret,
      retryDelaysMs: options.retryDelaysMs ?? [100, 500, 2_000, 5_000, 10_000],
      timeoutMs: options.webhookTimeoutMs ?? 10_000,
    },
  })
  const { account, script, webhooks } = simulation
  const server = createApiServer(simulation)
  server.listen(options.port ?? 0, "127.0.0.1")
  await once(server, "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    secretKey,
    webhookSecret,
    sendWebhooksTo: (to) => webhooks.sendTo(to),
    ledger: () => ledgerOf(account),
    statement: (date) => statementOf(account, date),
    script: (...faults) => faults.forEach((fault) => script.add(fault)),
    clearScript: () => script.clear(),
    pay: (clientSecret, card) => payAt(url, clientSecret, card ?? "pm_card_visa"),
    complete: (id, result) => complete(simulation, { id, result }),
    forge: (forgery) => forge(simulation, forgery),
    requests: () => simulation.requests,
    events: () => simulation.events,
    deliveries: () => webhooks.deliveries,
    idle: () => simulation.idle(),
    forgetIdempotencyKeys: () => simulation.keys.forget(),
    close: async () => {
      const closed = once(server, "close")
      server.closeAllConnections()
      server.close()
      await webhooks.close()
      await closed
    },
  }
}

async function payAt(url: string, clientSecret: string, card: string) {
  const [id = ""] = clientSecret.split("_secret_")
  const answer = await fetch(`${url}/v1/payment_intents/${id}/confirm`, {
    method: "POST",
    headers: { authorization: "Bearer pk_test_simulator" },
    body: new URLSearchParams({ payment_method: card, client_secret: clientSecret }),
  })
  return { status: answer.status, body: await answer.json() }
}
