import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "../../../payments/context"
import { takeCallback } from "../../../payments/take-callback"
import { readBody } from "../read-body"

/** Stripe's events: verified and stored before they are acknowledged, and asked about behind it. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const context = request.scope.resolve<PaymentsContext>(PAYMENTS_CONTEXT)
  const { card } = context.gateways
  const raw = card === undefined ? undefined : await readBody(request)
  const signature = request.headers["stripe-signature"]
  const event =
    card === undefined || raw === undefined || typeof signature !== "string"
      ? undefined
      : card.verifyWebhook(raw, signature)
  if (event === undefined) {
    response.status(400).json({ type: "invalid_data", message: "No event of Stripe's" })
    return
  }
  await takeCallback(
    context,
    "stripe",
    { reference: event.intentId === null ? event.reference : null, conversationId: event.intentId },
    { operation: event.type, body: event.body }
  )
  response.status(200).json({ received: true })
}
