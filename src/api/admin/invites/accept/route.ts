import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../../../identity/context"
import { acceptInvite } from "../../../../identity/invites"
import { ticketOf } from "../../../../identity/registration-ticket"
import { AppError } from "../../../../lib/errors"

type Body = { first_name?: string; last_name?: string }

/** Medusa's own, but the user it makes is a staff account of the marketplace. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const context = request.scope.resolve<IdentityContext>(IDENTITY_CONTEXT)
  const ticket = ticketOf(request)
  const { token } = request.filterableFields
  try {
    if (ticket === undefined || typeof token !== "string") {
      throw new AppError("UNAUTHENTICATED")
    }
    const body = request.validatedBody as Body
    const account = await acceptInvite(context, token, ticket, body)
    const user = await context.container.resolve(Modules.USER).retrieveUser(account.user_id ?? "")
    response.status(200).json({ user })
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
    response.status(error.status).json({ type: "unauthorized", message: "Unauthorized" })
  }
}

export const AUTHENTICATE = false
