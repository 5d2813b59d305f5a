import type { Outcome } from "../../gateway"
import { refusalOf } from "./refusal-reason"

/** What is known of a call that gave no object of Stripe's. */
export type CallFault = {
  /** Whether any byte of the request left this process. */
  sent: boolean
  /** HTTP status; null where no whole answer came. */
  status: number | null
  /** `error.type`, `error.code`, `error.decline_code` and `error.param` of Stripe's error object. */
  type: string | null
  code: string | null
  declineCode: string | null
  param: string | null
}

/** Codes of invalid_request_error that a payer or a seller can cause: nothing is misconfigured. */
const refusedCodes = new Set([
  "amount_too_large",
  "amount_too_small",
  "charge_already_refunded",
  "charge_not_refundable",
])

/** The money is in the hands of the card's bank; only people can go on. */
const unsupportedCodes = new Set(["charge_disputed", "refund_disputed_payment"])

const busyCodes = new Set(["lock_timeout", "rate_limit"])

/**
 * What an error says of the thing that was asked for.
 *
 * Only an error object of Stripe's own proves that Stripe declined to act; anything else may be a
 * proxy's word for an answer that was lost.
 *
 * @see https://docs.stripe.com/api/errors
 */
export function errorOutcome(fault: CallFault): Outcome {
  if (!fault.sent) {
    return { state: "not_sent" }
  }
  const { status, type, code } = fault
  if (status === null || type === null || status < 400 || status >= 500) {
    return { state: "unknown" }
  }
  if (type === "idempotency_error" || code === "idempotency_key_in_use") {
    return { state: "duplicate" }
  }
  if (status === 429 || type === "rate_limit_error" || (code !== null && busyCodes.has(code))) {
    return { state: "busy" }
  }
  // Timed out, conflicting with another call, or held up beyond Stripe: it may have acted.
  if ([408, 409, 424].includes(status)) {
    return { state: "unknown" }
  }
  if (type === "card_error") {
    return { state: "refused", reason: refusalOf(fault) }
  }
  if (type === "authentication_error" || status === 401 || status === 403) {
    return { state: "misconfigured" }
  }
  return type === "invalid_request_error" ? invalidRequest(fault) : { state: "unknown" }
}

function invalidRequest({ code, param }: CallFault): Outcome {
  if (code !== null && unsupportedCodes.has(code)) {
    return { state: "unsupported" }
  }
  // More than is left of a charge is refused with the parameter alone, without a code.
  const refused = code === null ? param === "amount" : refusedCodes.has(code)
  return refused ? { state: "refused", reason: "amount_refused" } : { state: "misconfigured" }
}
