import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUsersWorkflow } from "@medusajs/medusa/core-flows"

export const adminEmail = "admin@txova.example"
export const defaultAdminPassword = "txova-demo-2024"

const provider = "emailpass"

async function ensureUser(container: MedusaContainer): Promise<string> {
  const users = await container.resolve(Modules.USER).listUsers({ email: adminEmail })
  if (users[0] !== undefined) {
    return users[0].id
  }
  const { result } = await createUsersWorkflow(container).run({
    input: { users: [{ email: adminEmail, first_name: "Admin", last_name: "Txova" }] },
  })
  const user = result[0]
  if (user === undefined) {
    throw new Error("The admin user was not made")
  }
  return user.id
}

/**
 * Makes the dashboard's admin where it is missing: Medusa's user, its login and the
 * tie between the two, as `medusa user` does. A login that exists keeps its password.
 *
 * @returns the user's id, and whether the login was made now with this password.
 */
export async function ensureAdmin(
  container: MedusaContainer,
  password: string
): Promise<{ userId: string; isNew: boolean }> {
  const auth = container.resolve(Modules.AUTH)
  const userId = await ensureUser(container)
  const [existing] = await auth.listAuthIdentities({
    provider_identities: { entity_id: adminEmail, provider },
  })
  let identity = existing
  if (identity === undefined) {
    const registered = await auth.register(provider, {
      url: "",
      headers: {},
      query: {},
      protocol: "http",
      body: { email: adminEmail, password },
    })
    if (registered.authIdentity === undefined) {
      throw new Error(`The admin's login was not made: ${registered.error ?? "no reason given"}`)
    }
    identity = registered.authIdentity
  }
  if (identity.app_metadata?.user_id !== userId) {
    await auth.updateAuthIdentities({ id: identity.id, app_metadata: { user_id: userId } })
  }
  return { userId, isNew: existing === undefined }
}
