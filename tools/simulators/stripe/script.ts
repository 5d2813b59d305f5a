import { z } from "zod"

export const operations = [
  "create_intent",
  "retrieve_intent",
  "list_intents",
  "update_intent",
  "confirm_intent",
  "cancel_intent",
  "create_refund",
  "retrieve_refund",
  "list_refunds",
  "retrieve_charge",
  "list_charges",
  "retrieve_balance_transaction",
  "list_balance_transactions",
  "retrieve_payment_method",
  "create_customer",
  "update_customer",
  "delete_customer",
  "list_payment_methods",
] as const

export type Operation = (typeof operations)[number]

const shared = {
  /** An id, or a `metadata[reference]`, which the request or the event must be about. */
  about: z.string().optional(),
  /** How often it happens. */
  times: z.int().positive().default(1),
}

/** What goes wrong with a request. */
const requestFault = z.strictObject({
  on: z.enum([...operations, "any"]),
  ...shared,
  /** Whether Stripe acts: with "done" and no proper answer, money moves and nobody is told. */
  work: z.enum(["done", "skipped"]).default("done"),
  /** Milliseconds before acting; meanwhile the idempotency key is in use. */
  delayMs: z.int().nonnegative().default(0),
  /** Milliseconds between acting and answering. */
  answerAfterMs: z.int().nonnegative().default(0),
  /**
   * - `normal`
   * - `hang`: none, until the client gives up
   * - `reset`: the connection ends without a byte
   * - `cut`: the connection ends within the body
   * - `html_500`, `html_200`: a proxy's page
   * - `api_error`: 500 with Stripe's error object, kept under the idempotency key
   * - `rate_limit`: 429; Stripe never acts
   */
  answer: z
    .enum(["normal", "hang", "reset", "cut", "html_500", "html_200", "api_error", "rate_limit"])
    .default("normal"),
  /** Whether the webhooks of the request reach the merchant before its answer does. */
  webhooks: z.enum(["after_answer", "before_answer"]).default("after_answer"),
  /** Whether a card stays in "processing", and a refund in "pending", until it is completed. */
  settles: z.enum(["at_once", "later"]).default("at_once"),
})

/** What goes wrong with a webhook. */
const webhookFault = z.strictObject({
  /** Type of the event, such as payment_intent.succeeded, or "any". */
  webhook: z.string().min(1),
  ...shared,
  /** How often the event is sent; 0 loses it. */
  copies: z.int().min(0).max(1000).default(1),
  /** Milliseconds. */
  delayMs: z.int().nonnegative().default(0),
  /** Out of order, it waits with others like it for `delayMs`, then all go, mixed or last first. */
  order: z.enum(["as_made", "reversed", "shuffled"]).default("as_made"),
  /** "forged" is signed with another secret; "stale" is signed right, an hour ago. */
  signature: z.enum(["right", "forged", "stale", "missing"]).default("right"),
})

export const faultSchema = z.union([requestFault, webhookFault])

/** A fault as it is written: what is left out goes well. */
export type Fault = z.input<typeof faultSchema>
export type RequestFault = z.output<typeof requestFault>
export type WebhookFault = z.output<typeof webhookFault>

const noRequestFault = requestFault.parse({ on: "any" })
const noWebhookFault = webhookFault.parse({ webhook: "any" })

/** The faults to come, in the order in which they were written. */
export class Script {
  private pending: z.output<typeof faultSchema>[] = []

  /** @throws ZodError for what is no fault. */
  add(fault: unknown): void {
    this.pending.push(faultSchema.parse(fault))
  }

  clear(): void {
    this.pending = []
  }

  list(): readonly object[] {
    return this.pending
  }

  /** @param about ids and references that the request is about */
  takeForRequest(operation: Operation, about: readonly string[]): RequestFault {
    return (
      this.take(
        (fault): fault is RequestFault =>
          "on" in fault && (fault.on === operation || fault.on === "any"),
        about
      ) ?? noRequestFault
    )
  }

  takeForWebhook(type: string, about: readonly string[]): WebhookFault {
    return (
      this.take(
        (fault): fault is WebhookFault =>
          "webhook" in fault && (fault.webhook === type || fault.webhook === "any"),
        about
      ) ?? noWebhookFault
    )
  }

  private take<T extends z.output<typeof faultSchema>>(
    isOfKind: (fault: z.output<typeof faultSchema>) => fault is T,
    about: readonly string[]
  ): T | undefined {
    const fault = this.pending
      .filter(isOfKind)
      .find((candidate) => candidate.about === undefined || about.includes(candidate.about))
    if (fault !== undefined) {
      fault.times -= 1
      this.pending = this.pending.filter((each) => each.times > 0)
    }
    return fault
  }
}
