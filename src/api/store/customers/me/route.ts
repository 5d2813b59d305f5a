import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCustomer, updateCustomer, type CustomerBody } from "../../../customers/update-customer"

/** Medusa's own, but the account changes with its customer, by the rules of /v1. */
export const POST = async (
  request: AuthenticatedMedusaRequest<CustomerBody>,
  response: MedusaResponse
): Promise<void> => {
  const { actor_id: id } = request.auth_context
  await updateCustomer(request.scope, id, request.validatedBody)
  const customer = await readCustomer(request.scope, id, request.queryConfig.fields)
  response.status(200).json({ customer })
}
