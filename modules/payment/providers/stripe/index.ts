import type {
  DeletePaymentInput,
  DeletePaymentOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
} from "@medusajs/framework/types"
import { BigNumber, MedusaError, ModuleProvider, Modules } from "@medusajs/framework/utils"
import { readEnv } from "../../../../src/lib/env"
import { toCents } from "../../../../src/lib/money"
import type { CardGateway } from "../../gateways/stripe/card-gateway"
import { readStripeConfig } from "../../gateways/stripe/config"
import { createStripeGateway } from "../../gateways/stripe/stripe-gateway"
import { referenceOf } from "../../gateways/shared/rules/reference"
import { isSettling } from "../settling"
import { sessionOf, SliceProvider } from "../slice-provider"

function openGateway(): CardGateway | undefined {
  const config = readStripeConfig(readEnv())
  return config === undefined ? undefined : createStripeGateway(config)
}

/**
 * Cards through Stripe: `pp_stripe_stripe`, as Medusa's storefronts know it. A session of a cart
 * opens an intent, whose client secret the storefront pays with; completing the cart makes that
 * intent its orders' one charge.
 */
class StripePaymentProvider extends SliceProvider {
  static override identifier = "stripe"

  readonly #card = openGateway()

  override async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const group = input.data?.order_group_id
    if (typeof group === "string" && isSettling(group, "placing")) {
      return super.initiatePayment(input)
    }
    const sessionId = sessionOf(input.data)
    // Nothing of what a client sends goes to Stripe: a storefront writes what it likes there.
    const answer = await this.#card?.createIntent({
      reference: referenceOf(sessionId),
      amount: toCents(new BigNumber(input.amount).numeric),
      currency: input.currency_code.toUpperCase(),
      metadata: { session_id: sessionId },
    })
    if (answer?.intent == null) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        "Cards cannot be taken at the moment"
      )
    }
    const { id, clientSecret } = answer.intent
    return { id, data: { id, client_secret: clientSecret }, status: "pending" }
  }

  /** An intent that was paid, or may be about to be, is not let go of: its money would be nobody's. */
  override async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const intentId = input.data?.id
    if (typeof intentId === "string") {
      const answer = await this.#card?.cancelIntent(intentId, "cancelled")
      if (answer?.intent?.status !== "canceled") {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          "The card was charged: complete the cart"
        )
      }
    }
    return { data: input.data ?? {} }
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [StripePaymentProvider] })
