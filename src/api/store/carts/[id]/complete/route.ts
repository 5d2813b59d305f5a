import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { languageOf } from "../../../../../http/languages"
import { AppError } from "../../../../../lib/errors"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "../../../../../payments/context"
import { referenceOf } from "../../../../../../modules/payment/gateways/shared/rules/reference"
import { roundToCents } from "../../../../../workflows/checkout/money"
import { startPayment } from "../../../../../payments/start-payment"
import { queryableOfKnex, type Knex, type Queryable } from "../../../../../lib/queryable"
import { methodOfProvider } from "../../../../../workflows/checkout/payment-methods"
import {
  placeOrders,
  type Placed,
  type Placing,
} from "../../../../../workflows/checkout/place-orders"

type Chosen = Pick<Placing, "method" | "begun"> & { phone: string | undefined }

/** What the buyer chose to pay with, by Medusa's payment session of the cart. */
async function chosenPayment(db: Queryable, cartId: string): Promise<Chosen> {
  const { rows } = await db.query<{
    id: string
    provider_id: string
    amount: string
    data: { id?: unknown; phone?: unknown } | null
  }>(
    `SELECT s.id, s.provider_id, s.amount::text AS amount, s.data FROM cart_payment_collection c
       JOIN payment_session s ON s.payment_collection_id = c.payment_collection_id AND s.deleted_at IS NULL
      WHERE c.cart_id = $1 AND c.deleted_at IS NULL ORDER BY s.created_at DESC LIMIT 1`,
    [cartId]
  )
  const [session] = rows
  const method = methodOfProvider(session?.provider_id ?? "")
  if (session === undefined || method === undefined) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Payment sessions are required")
  }
  const { id: intentId, phone } = session.data ?? {}
  return {
    method,
    phone: typeof phone === "string" ? phone : undefined,
    begun:
      method === "card" && typeof intentId === "string"
        ? {
            reference: referenceOf(session.id),
            conversationId: intentId,
            amount: roundToCents(session.amount),
          }
        : undefined,
  }
}

/** As Medusa's own route answers what stands in the way. */
function asMedusaError(error: unknown): unknown {
  if (!(error instanceof AppError)) {
    return error
  }
  const types: Record<number, string> = {
    404: MedusaError.Types.NOT_FOUND,
    409: MedusaError.Types.CONFLICT,
    422: MedusaError.Types.INVALID_DATA,
  }
  const details = (error.details ?? []).map(({ path, message }) => `${path} ${message}`).join("; ")
  return new MedusaError(
    types[error.status] ?? MedusaError.Types.UNEXPECTED_STATE,
    details === "" ? error.message : `${error.message} ${details}`,
    error.code
  )
}

/**
 * Completing a cart makes one order a seller, paid by one charge: Medusa's own route in path and
 * answer, with all orders beside the first.
 */
export const POST = async (
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse
): Promise<void> => {
  const { id: cartId = "" } = request.params
  const knex: Knex = request.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const chosen = await chosenPayment(queryableOfKnex(knex), cartId)
  const { group } = await place(request, cartId, chosen)
  await beginPayment(request, group.id, chosen)
  const { data } = await request.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: request.queryConfig.fields,
    filters: { id: group.orders.map(({ id }) => id) },
  })
  const orders = data as unknown[]
  response.status(200).json({ type: "order", order: orders[0], orders, order_group_id: group.id })
}

async function place(
  request: AuthenticatedMedusaRequest,
  cartId: string,
  { method, begun }: Chosen
): Promise<Placed> {
  const { settings } = request.scope.resolve<PaymentsContext>(PAYMENTS_CONTEXT)
  try {
    return await placeOrders(request.scope, {
      cartId,
      method,
      begun,
      language: languageOf(request.headers["accept-language"]),
      expiresAfterMinutes: settings.get("unpaidExpiresAfterMinutes"),
    })
  } catch (error) {
    throw asMedusaError(error)
  }
}

/**
 * Where the session names the phone that pays, the request goes to it at once: a storefront of
 * Medusa's knows no further step. What stands in the way is no reason to lose the orders: the
 * buyer may begin to pay at POST /v1/payments/create-intent.
 */
async function beginPayment(
  request: AuthenticatedMedusaRequest,
  groupId: string,
  { method, phone }: Chosen
): Promise<void> {
  const payments = request.scope.resolve<PaymentsContext>(PAYMENTS_CONTEXT)
  if (method !== "card" && phone !== undefined) {
    await startPayment(payments, groupId, phone).catch((error: unknown) => {
      if (!(error instanceof AppError)) {
        throw error
      }
    })
  }
  payments.wake()
}
