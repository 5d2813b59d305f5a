import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { languageOf } from "../../../../../http/languages"
import { AppError } from "../../../../../lib/errors"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "../../../../../payments/context"
import { queryableOfKnex, type Knex, type Queryable } from "../../../../../lib/queryable"
import {
  methodOfProvider,
  type PaymentMethod,
} from "../../../../../workflows/checkout/payment-methods"
import { placeOrders, type Placed } from "../../../../../workflows/checkout/place-orders"

/** What the buyer chose to pay with, by Medusa's payment session of the cart. */
async function chosenMethod(db: Queryable, cartId: string): Promise<PaymentMethod> {
  const { rows } = await db.query<{ provider_id: string }>(
    `SELECT s.provider_id FROM cart_payment_collection c
       JOIN payment_session s ON s.payment_collection_id = c.payment_collection_id AND s.deleted_at IS NULL
      WHERE c.cart_id = $1 AND c.deleted_at IS NULL ORDER BY s.created_at DESC LIMIT 1`,
    [cartId]
  )
  const method = methodOfProvider(rows[0]?.provider_id ?? "")
  if (method === undefined) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Payment sessions are required")
  }
  return method
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
  const method = await chosenMethod(queryableOfKnex(knex), cartId)
  const { group } = await place(request, cartId, method)
  const { data: orders } = await request.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: request.queryConfig.fields,
    filters: { id: group.orders.map(({ id }) => id) },
  })
  response.status(200).json({ type: "order", order: orders[0], orders, order_group_id: group.id })
}

async function place(
  request: AuthenticatedMedusaRequest,
  cartId: string,
  method: PaymentMethod
): Promise<Placed> {
  const { settings } = request.scope.resolve<PaymentsContext>(PAYMENTS_CONTEXT)
  try {
    return await placeOrders(request.scope, {
      cartId,
      method,
      language: languageOf(request.headers["accept-language"]),
      expiresAfterMinutes: settings.get("unpaidExpiresAfterMinutes"),
    })
  } catch (error) {
    throw asMedusaError(error)
  }
}
