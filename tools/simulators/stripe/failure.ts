import type { PaymentIntent } from "./objects"

type Details = {
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  payment_intent?: PaymentIntent
}

/** An answer that is an error object of Stripe's. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly details: Details = {},
    /**
     * Whether the answer is kept under the request's idempotency key: Stripe keeps what came
     * after it had begun to act, and forgets a request it would not begin with.
     */
    readonly isKept = false
  ) {
    super(message)
  }

  /** The answer's body. */
  body(requestId: string) {
    const { code } = this.details
    return {
      error: {
        ...(code === undefined ? {} : { doc_url: `https://stripe.com/docs/error-codes/${code}` }),
        ...this.details,
        message: this.message,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type: this.type,
      },
    }
  }
}

/** A request that Stripe would not begin with. */
export function invalidRequest(message: string, details: Details = {}): StripeFailure {
  return new StripeFailure(400, "invalid_request_error", message, details)
}

/** A request that does not fit what the account holds. */
export function impossible(message: string, details: Details = {}): StripeFailure {
  return new StripeFailure(400, "invalid_request_error", message, details, true)
}

export function missing(kind: string, id: string, param = "intent"): StripeFailure {
  return new StripeFailure(404, "invalid_request_error", `No such ${kind}: '${id}'`, {
    code: "resource_missing",
    param,
  })
}
