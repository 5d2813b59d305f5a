import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterAccountInput } from "../types"

type Input = {
  registration: RegisterAccountInput
  customer_id: string
  user_id: string | null
}

/** The auth identity that holds an account's password and says who it is to Medusa. */
export const ensureAuthIdentityStep = createStep(
  "ensure-auth-identity",
  async ({ registration, customer_id, user_id }: Input, { container }) => {
    const auth = container.resolve(Modules.AUTH)
    const app_metadata = { customer_id, ...(user_id === null ? {} : { user_id }) }
    const [found] = await auth.listProviderIdentities({
      entity_id: registration.email,
      provider: "emailpass",
    })
    if (found?.auth_identity_id !== undefined) {
      await auth.updateAuthIdentities({ id: found.auth_identity_id, app_metadata })
      return new StepResponse(found.auth_identity_id, null)
    }
    const created = await auth.createAuthIdentities({
      provider_identities: [
        {
          entity_id: registration.email,
          provider: "emailpass",
          provider_metadata: { password: registration.password_hash },
        },
      ],
      app_metadata,
    })
    return new StepResponse(created.id, created.id)
  },
  async (createdId, { container }) => {
    if (createdId) {
      await container.resolve(Modules.AUTH).deleteAuthIdentities([createdId])
    }
  }
)
