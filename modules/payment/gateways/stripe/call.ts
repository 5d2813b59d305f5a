import Stripe from "stripe"
import type { Exchange } from "../gateway"
import type { StripeConfig } from "./config"
import type { CallFault } from "./rules/error-outcome"
import { maskBody, maskForm, maskText } from "./rules/mask"
import { RecordingTransport, type Recorded } from "./transport"

/** What came of one call. */
export type Called = {
  exchange: Exchange
  /** What Stripe gave, to be checked; undefined for an error, and for any status but 200 to 299. */
  given: unknown
  /** The error as far as it is known, also where `given` turns out to be no object of Stripe's. */
  fault: CallFault
  /** The PaymentIntent that an error came with, to be checked. */
  intentOfError: unknown
  /** Whether Stripe repeated the answer to an earlier call under the same idempotency key. */
  replayed: boolean
}

/**
 * Makes one call with a library object of its own, so that what its transport recorded is that
 * call's alone. Never throws.
 */
export async function callStripe(
  config: StripeConfig,
  operation: string,
  ask: (stripe: Stripe) => Promise<unknown>
): Promise<Called> {
  const transport = new RecordingTransport(config.timeoutMs)
  const startedAt = new Date()
  const started = performance.now()
  const { given, error } = await ask(newClient(config, transport)).then(
    (answer) => ({ given: answer, error: undefined }),
    (reason: unknown) => ({ given: undefined, error: reason })
  )
  const { record } = transport
  const isFine = record.status !== null && record.status >= 200 && record.status < 300
  const stripeError = error instanceof Stripe.errors.StripeError ? error : undefined
  return {
    exchange: {
      operation,
      request: requestOf(record),
      status: record.status,
      answer: record.body === null ? null : maskBody(record.body),
      fault: record.fault,
      startedAt,
      milliseconds: Math.round(performance.now() - started),
    },
    // Without `error` in it, the library takes any JSON for success, whatever the status.
    given: isFine ? given : undefined,
    fault: faultOf(record, stripeError),
    intentOfError: stripeError?.payment_intent,
    replayed: isFine && isReplayed(given),
  }
}

function newClient(config: StripeConfig, transport: RecordingTransport): Stripe {
  const { protocol, hostname, port } = new URL(config.apiUrl)
  return new Stripe(config.secretKey, {
    // What this code was written against; the account's own may be another.
    apiVersion: "2024-04-10",
    httpClient: transport,
    // Brackets around an IPv6 address are a URL's.
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (protocol === "http:" ? 80 : 443),
    protocol: protocol === "http:" ? "http" : "https",
    maxNetworkRetries: 0,
    timeout: config.timeoutMs,
    telemetry: false,
  })
}

function requestOf(record: Recorded): Record<string, string> {
  const [path = "", query = ""] = record.path.split("?")
  return {
    method: record.method,
    path,
    ...(record.idempotencyKey === null ? {} : { "idempotency-key": record.idempotencyKey }),
    ...maskForm(new URLSearchParams(query)),
    ...maskForm(new URLSearchParams(record.form)),
  }
}

function faultOf(record: Recorded, error: Stripe.errors.StripeError | undefined): CallFault {
  const { sent, status } = record
  const type = textOrNull(error?.rawType)
  // Left out of the library's type, though each of its errors has it.
  const { decline_code: declineCode } = (error ?? {}) as { decline_code?: unknown }
  return {
    sent,
    status,
    type,
    code: textOrNull(error?.code),
    declineCode: textOrNull(declineCode),
    param: textOrNull(error?.param),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? maskText(value) : null
}

function isReplayed(given: unknown): boolean {
  const { lastResponse } = (given ?? {}) as { lastResponse?: { headers?: unknown } }
  const headers = (lastResponse?.headers ?? {}) as Record<string, unknown>
  return headers["idempotent-replayed"] === "true"
}
