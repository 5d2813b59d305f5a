import type { AuthIdentityDTO } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { findAccount, type AccountRow } from "../../../modules/account/store/accounts"
import type { IdentityContext } from "../../identity/context"
import { registerAccountWorkflow } from "./register-account"

/**
 * Makes the account of somebody who was let in by Medusa's own means, such as its CLI
 * or an earlier shop, at the first sign-in. A user's e-mail counts as verified: an
 * operator named it; a customer's has to be proved.
 *
 * @returns undefined where the identity belongs to nobody, as after half a registration
 */
export async function adoptIdentity(
  context: IdentityContext,
  email: string,
  identity: AuthIdentityDTO
): Promise<AccountRow | undefined> {
  const { container } = context
  const userId = identity.app_metadata?.user_id
  const customerId = identity.app_metadata?.customer_id
  const person =
    typeof userId === "string"
      ? (await container.resolve(Modules.USER).listUsers({ id: userId }))[0]
      : typeof customerId === "string"
        ? (await container.resolve(Modules.CUSTOMER).listCustomers({ id: customerId }))[0]
        : undefined
  if (person === undefined) {
    return undefined
  }
  await registerAccountWorkflow(container).run({
    input: {
      account_id: generateEntityId(undefined, "acc"),
      email,
      // The identity exists, with its hash.
      password_hash: "",
      first_name: person.first_name ?? "",
      last_name: person.last_name ?? "",
      phone: null,
      language: "pt",
      accepted_terms_at: null,
      role: typeof userId === "string" ? "admin" : "buyer",
      is_email_verified: typeof userId === "string",
    },
  })
  const account = await findAccount(context.pool, { email })
  if (account !== undefined) {
    await context.projectAccount(account.id)
  }
  return account
}
