import Stripe from "stripe"
import { z } from "zod"
import type { CardEvent } from "./card-gateway"
import { maskBody } from "./rules/mask"

/** Seconds for which a signature is good, as Stripe recommends. */
const toleranceSeconds = 300

const eventSchema = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  created: z.int().nonnegative(),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string().nullish(),
      object: z.string(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
})

/**
 * Reads a webhook whose signature is right; the library compares in constant time.
 *
 * @returns undefined for everything else. Without a secret nothing is believed: whoever knew that
 *   it is empty could sign.
 */
export function verifyWebhook(
  webhookSecret: string | undefined,
  rawBody: Buffer | string,
  signatureHeader: string | string[] | undefined
): CardEvent | undefined {
  if (!webhookSecret || typeof signatureHeader !== "string") {
    return undefined
  }
  let content: unknown
  try {
    content = Stripe.webhooks.constructEvent(
      rawBody,
      signatureHeader,
      webhookSecret,
      toleranceSeconds
    )
  } catch {
    return undefined
  }
  const event = eventSchema.safeParse(content)
  return event.success ? toCardEvent(event.data, maskBody(rawBody.toString())) : undefined
}

function toCardEvent(event: z.infer<typeof eventSchema>, body: string): CardEvent {
  const subject = event.data.object
  const intent = subject.payment_intent
  return {
    id: event.id,
    type: event.type,
    createdAt: new Date(event.created * 1000),
    live: event.livemode,
    intentId:
      subject.object === "payment_intent"
        ? (subject.id ?? null)
        : typeof intent === "string"
          ? intent
          : (intent?.id ?? null),
    refundId: subject.object === "refund" ? (subject.id ?? null) : null,
    reference: subject.metadata?.reference ?? null,
    body,
  }
}
