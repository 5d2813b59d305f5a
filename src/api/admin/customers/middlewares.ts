import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { accountOfCustomer } from "../../../identity/close-customer"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../../identity/context"

/**
 * An account signs in by its e-mail, and its customer has the same: only its holder, who can
 * prove a new one, may change both. Runs after Medusa's own, which has read the body.
 */
async function keepEmailOfAccounts(
  req: MedusaRequest<{ email?: string | null }>,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  const { email } = req.validatedBody
  if (email !== undefined) {
    const context = req.scope.resolve<IdentityContext>(IDENTITY_CONTEXT)
    const account = await accountOfCustomer(context, req.params.id ?? "")
    if (account !== undefined && account.email !== email?.trim().toLowerCase()) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The e-mail of a customer who has an account cannot be changed here"
      )
    }
    // The same, in whatever case: as it is.
    if (account !== undefined) {
      delete req.validatedBody.email
    }
  }
  next()
}

export const adminCustomerMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/admin/customers/:id", middlewares: [keepEmailOfAccounts] },
]
