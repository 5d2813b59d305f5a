import { createHash, timingSafeEqual } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "../../payments/context"
import { takeCallback } from "../../payments/take-callback"
import { readBody } from "./read-body"

const digest = (text: string) => createHash("sha256").update(text).digest()

/** The operators' callbacks are not signed: only who knows the path may send one. */
function isToken(given: string, expected: string | undefined): boolean {
  return (
    expected !== undefined && expected !== "" && timingSafeEqual(digest(given), digest(expected))
  )
}

/**
 * Takes an operator's callback: kept, acknowledged as the operator expects, and the gateway is
 * asked behind the answer.
 */
export async function takeOperatorCallback(
  request: MedusaRequest,
  response: MedusaResponse,
  gatewayId: "mpesa" | "emola"
): Promise<void> {
  const context = request.scope.resolve<PaymentsContext>(PAYMENTS_CONTEXT)
  const gateway = context.gateways.mobile[gatewayId]
  if (
    gateway === undefined ||
    !isToken(request.params.token ?? "", context.callbackTokens[gatewayId])
  ) {
    response.status(404).json({ type: "not_found", message: "Not Found" })
    return
  }
  const raw = await readBody(request)
  if (raw === undefined) {
    response.status(413).json({ type: "invalid_data", message: "Too large" })
    return
  }
  const text = raw.toString("utf8")
  const callback = gateway.readCallback(text, request.headers["content-type"] ?? "")
  const { contentType, body } = gateway.acknowledge(callback)
  if (callback === undefined) {
    context.logger.warn({ gateway: gatewayId }, "a callback could not be read")
  } else {
    const { reference, conversationId } = callback
    takeCallback(context, gatewayId, callback, {
      operation: "callback",
      // Its words prove nothing and may name the payer: what it names is all that is kept.
      body: JSON.stringify({ reference, conversationId }),
    }).catch((error: unknown) => {
      context.logger.error({ err: error }, "a callback could not be taken")
    })
  }
  response.status(200).type(contentType).send(body)
}
