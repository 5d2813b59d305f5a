import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { objectIdOf } from "../../../lib/object-id"
import { languageOf } from "../../../http/languages"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../../identity/context"
import { acceptRegistration } from "../../../identity/registrations"
import { ticketOf } from "../../../identity/registration-ticket"
import { readNewcomer } from "../../customers/person"

/**
 * The second step of Medusa's registration, in the place of its own route: under the same
 * rules as POST /v1/auth/register, and with the same answer for every e-mail. The customer
 * is made behind it; its id here is the account's.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const ticket = ticketOf(request)
  if (ticket === undefined) {
    response.status(401).json({ type: "unauthorized", message: "Unauthorized" })
    return
  }
  const { first_name, last_name, phone } = readNewcomer(
    request.validatedBody as Record<string, unknown>
  )
  const context = request.scope.resolve<IdentityContext>(IDENTITY_CONTEXT)
  const id = await acceptRegistration(context, {
    email: ticket.email,
    passwordHash: ticket.passwordHash,
    firstName: first_name,
    lastName: last_name,
    phone,
    language: languageOf(request.headers["accept-language"]),
    // Medusa's registration does not ask.
    acceptedTerms: false,
  })
  const now = new Date()
  response.status(200).json({
    customer: {
      id: objectIdOf(id),
      email: ticket.email,
      first_name,
      last_name,
      phone,
      has_account: true,
      company_name: null,
      metadata: null,
      addresses: [],
      created_at: now,
      updated_at: now,
    },
  })
}
