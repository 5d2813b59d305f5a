import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeCustomerAccountWorkflow } from "@medusajs/medusa/core-flows"
import { accountOfCustomer, closeCustomer } from "../../../../identity/close-customer"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../../../identity/context"
import { AppError } from "../../../../lib/errors"
import { readCustomer, updateCustomer, type CustomerBody } from "../../../customers/update-customer"

/** Medusa's own, but an account changes with its customer, by the rules of /v1. */
export const POST = async (
  request: AuthenticatedMedusaRequest<CustomerBody>,
  response: MedusaResponse
): Promise<void> => {
  const { id = "" } = request.params
  // Throws NOT_FOUND before anything is changed.
  await readCustomer(request.scope, id, ["id"])
  await updateCustomer(request.scope, id, request.validatedBody)
  const customer = await readCustomer(request.scope, id, request.queryConfig.fields)
  response.status(200).json({ customer })
}

/**
 * Medusa's own for guests. Of somebody who has an account Medusa would delete the customer
 * and leave the account signed in, without one: it is closed instead. A customer whose account
 * was closed before stays as it is, anonymous.
 */
export const DELETE = async (
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse
): Promise<void> => {
  const { id = "" } = request.params
  const context = request.scope.resolve<IdentityContext>(IDENTITY_CONTEXT)
  const account = await accountOfCustomer(context, id)
  if (account === undefined) {
    await removeCustomerAccountWorkflow(request.scope).run({ input: { customerId: id } })
  } else if (account.closed_at === null) {
    try {
      await closeCustomer(context, account)
    } catch (error) {
      if (!(error instanceof AppError && error.code === "ACCOUNT_HAS_OPEN_BUSINESS")) {
        throw error
      }
      // Medusa's error handler has a text of its own for every conflict.
      response.status(409).json({
        type: "conflict",
        code: error.code,
        message:
          "This customer is of the staff or sells. Remove the user, or release the seller, first.",
      })
      return
    }
  }
  response.status(200).json({ id, object: "customer", deleted: true })
}
