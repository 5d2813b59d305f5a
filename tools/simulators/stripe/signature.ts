import { createHmac } from "node:crypto"
import type { WebhookFault } from "./script"

/** Seconds; far beyond any tolerance. */
const longAgo = 3_600

/**
 * The Stripe-Signature header of a webhook: HMAC with SHA-256 over time, point and body.
 *
 * @param now seconds since 1970
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signWebhook(
  body: string,
  secret: string,
  now: number,
  kind: WebhookFault["signature"]
): string | undefined {
  if (kind === "missing") {
    return undefined
  }
  const time = kind === "stale" ? now - longAgo : now
  const key = kind === "forged" ? `${secret}.not` : secret
  const digest = createHmac("sha256", key).update(`${time}.${body}`).digest("hex")
  return `t=${time},v1=${digest}`
}
