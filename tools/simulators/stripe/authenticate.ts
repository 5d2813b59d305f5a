import { StripeFailure } from "./failure"
import type { PaymentIntent } from "./objects"
import type { Params } from "./params"

/** What a browser shows: the publishable key, and the client secret of one intent. */
type BrowserAccess = { intent: PaymentIntent | undefined }

/**
 * Checks who asks.
 *
 * @param browserAccess where the endpoint is for browsers too
 * @throws StripeFailure for everybody else
 */
export function authenticate(
  authorization: string | undefined,
  params: Params,
  secretKey: string,
  browserAccess: BrowserAccess | undefined
): void {
  const key = authorization?.replace(/^Bearer /, "") ?? params.text("key")
  if (key === undefined || key === "") {
    throw new StripeFailure(
      401,
      "invalid_request_error",
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."
    )
  }
  if (key === secretKey) {
    return
  }
  if (!/^pk_test_\w+$/.test(key)) {
    throw new StripeFailure(
      401,
      "invalid_request_error",
      `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`
    )
  }
  const secret = params.text("client_secret")
  if (browserAccess === undefined || secret === undefined) {
    throw new StripeFailure(
      403,
      "invalid_request_error",
      "This API call cannot be made with a publishable API key. Please use a secret API key.",
      { code: "secret_key_required" }
    )
  }
  if (browserAccess.intent?.client_secret !== secret) {
    throw new StripeFailure(
      400,
      "invalid_request_error",
      "The client_secret provided does not match any associated PaymentIntent on this account.",
      { code: "payment_intent_invalid_parameter", param: "client_secret" }
    )
  }
}
