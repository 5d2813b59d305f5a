import type { AuthIdentityDTO } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { findAccount, type AccountRow } from "../../../modules/account/store/accounts"
import type { IdentityContext } from "../../identity/context"
import { underEmailLock } from "./email-lock"
import { registerAccountWorkflow } from "./register-account"

type Person = { first_name?: string | null; last_name?: string | null }

async function findPerson(
  { container }: IdentityContext,
  identity: AuthIdentityDTO
): Promise<{ person: Person; isUser: boolean } | undefined> {
  const userId = identity.app_metadata?.user_id
  const customerId = identity.app_metadata?.customer_id
  if (typeof userId === "string") {
    const [person] = await container.resolve(Modules.USER).listUsers({ id: userId })
    return person && { person, isUser: true }
  }
  if (typeof customerId === "string") {
    const [person] = await container.resolve(Modules.CUSTOMER).listCustomers({ id: customerId })
    return person && { person, isUser: false }
  }
  return undefined
}

async function makeAccount(
  context: IdentityContext,
  email: string,
  { person, isUser }: { person: Person; isUser: boolean }
): Promise<AccountRow | undefined> {
  await registerAccountWorkflow(context.container).run({
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
      role: isUser ? "admin" : "buyer",
      is_email_verified: isUser,
    },
  })
  const account = await findAccount(context.pool, { email })
  if (account !== undefined) {
    await context.projectAccount(account.id)
  }
  return account
}

/**
 * Makes the account of somebody who was let in by Medusa's own means, such as its CLI or an
 * earlier shop with Medusa's own provider, at the first sign-in. A user's e-mail counts as
 * verified: an operator named it; a customer's has to be proved.
 *
 * @returns undefined where the identity belongs to nobody, as after half a registration
 */
export async function adoptIdentity(
  context: IdentityContext,
  email: string,
  identity: AuthIdentityDTO
): Promise<AccountRow | undefined> {
  const found = await findPerson(context, identity)
  return (
    found &&
    underEmailLock(
      context.container,
      email,
      async () =>
        (await findAccount(context.pool, { email })) ?? (await makeAccount(context, email, found))
    )
  )
}

/**
 * Makes the account of a user whom Medusa's CLI let in and who has not signed in yet, so that
 * nobody else registers with that e-mail. To be called under the lock of the e-mail.
 *
 * @returns undefined where the e-mail is no such user's
 */
export async function adoptStaff(
  context: IdentityContext,
  email: string
): Promise<AccountRow | undefined> {
  const auth = context.container.resolve(Modules.AUTH)
  const [provided] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
  if (provided?.auth_identity_id === undefined) {
    return undefined
  }
  const identity = await auth.retrieveAuthIdentity(provided.auth_identity_id)
  const found = await findPerson(context, identity)
  return found?.isUser === true ? makeAccount(context, email, found) : undefined
}
