import { z } from "zod"
import { newId, apiVersion } from "./account"
import { ledgerOf, statementOf } from "./ledger"
import type { PaymentIntent, Refund } from "./objects"
import { completeIntent } from "./payments"
import { completeRefund } from "./refunds"
import type { Simulation } from "./simulation"

const completion = z.strictObject({ id: z.string(), result: z.enum(["succeeded", "failed"]) })

const forgery = z.strictObject({
  intent: z.string(),
  type: z.string().default("payment_intent.succeeded"),
  signature: z.enum(["right", "forged", "stale", "missing"]).default("forged"),
})

const day = z.iso.date()
const target = z.strictObject({ url: z.url().nullable() })

/** A lie about an intent. */
export type Forgery = z.input<typeof forgery>

/** What the bank says of an intent that waits, or of a refund; then the merchant is told. */
export function complete(simulation: Simulation, given: unknown): PaymentIntent | Refund {
  const { id, result } = completion.parse(given)
  const { account } = simulation
  const isPaid = result === "succeeded"
  const object = id.startsWith("re_")
    ? completeRefund(account, id, isPaid)
    : completeIntent(account, account.intent(id), isPaid)
  simulation.announce()
  return structuredClone(object)
}

/**
 * Sends the merchant an event of which nothing is true, once.
 *
 * @returns the merchant's HTTP status; null where there was no answer
 */
export async function forge(simulation: Simulation, given: unknown): Promise<number | null> {
  const { intent: id, type, signature } = forgery.parse(given)
  const { account } = simulation
  const intent = account.intent(id)
  const lie = { ...structuredClone(intent), status: "succeeded", amount_received: intent.amount }
  return simulation.webhooks.tryOnce(
    {
      id: newId("evt"),
      object: "event",
      api_version: apiVersion,
      created: account.now(),
      data: { object: lie as typeof intent },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    },
    { signature }
  )
}

/**
 * What tests and people, never the merchant, ask of the simulator: the paths that begin with __.
 *
 * @returns undefined for a path that is none
 * @throws ZodError, StripeFailure
 */
export async function control(
  simulation: Simulation,
  method: string,
  url: URL,
  body: string
): Promise<object | undefined> {
  const { account, script, webhooks } = simulation
  switch (`${method} ${url.pathname}`) {
    case "GET /__ledger":
      return { entries: ledgerOf(account) }
    case "GET /__statement":
      return statementOf(account, day.parse(url.searchParams.get("date")))
    case "GET /__script":
      return { faults: script.list() }
    case "POST /__script":
      for (const fault of [JSON.parse(body) as unknown].flat()) {
        script.add(fault)
      }
      return { faults: script.list() }
    case "DELETE /__script":
      script.clear()
      return { faults: [] }
    case "GET /__requests":
      return { requests: simulation.requests }
    case "GET /__deliveries":
      return { deliveries: webhooks.deliveries }
    case "POST /__complete":
      return complete(simulation, JSON.parse(body))
    case "POST /__forge":
      return { status: await forge(simulation, JSON.parse(body)) }
    case "POST /__webhook": {
      const { url: to } = target.parse(JSON.parse(body))
      webhooks.sendTo(to ?? undefined)
      return { url: to }
    }
    case "POST /__forget_keys":
      simulation.keys.forget()
      return {}
    default:
      return undefined
  }
}
