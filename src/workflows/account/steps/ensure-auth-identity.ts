import type { IAuthModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterAccountInput } from "../types"

type Input = {
  registration: RegisterAccountInput
  customer_id: string
  user_id: string | null
}

/** What takes back what the step did: the identity it made, or how the one it found was. */
type Done =
  | { createdId: string }
  | {
      authIdentityId: string
      appMetadata: Record<string, unknown> | null | undefined
      providerIdentityId: string
      providerMetadata: Record<string, unknown> | null | undefined
    }

/** The auth identity of an e-mail that an earlier try, or Medusa's CLI, has made. */
async function find(auth: IAuthModuleService, email: string) {
  const [provided] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
  return provided?.auth_identity_id === undefined
    ? undefined
    : { provided, identity: await auth.retrieveAuthIdentity(provided.auth_identity_id) }
}

/**
 * The auth identity that holds an account's password and says who it is to Medusa. One that
 * is found gets the password of this registration, where it has one: whoever left it there
 * has no account, and no say in it.
 */
export const ensureAuthIdentityStep = createStep(
  "ensure-auth-identity",
  async ({ registration, customer_id, user_id }: Input, { container }) => {
    const auth = container.resolve(Modules.AUTH)
    const parts = { customer_id, ...(user_id === null ? {} : { user_id }) }
    const { email, password_hash } = registration
    const found = await find(auth, email)
    if (found !== undefined) {
      const { provided, identity } = found
      await auth.updateAuthIdentities({
        id: identity.id,
        app_metadata: { ...identity.app_metadata, ...parts },
      })
      if (password_hash !== "") {
        await auth.updateProviderIdentities({
          id: provided.id,
          provider_metadata: { ...provided.provider_metadata, password: password_hash },
        })
      }
      return new StepResponse<string, Done>(identity.id, {
        authIdentityId: identity.id,
        appMetadata: identity.app_metadata,
        providerIdentityId: provided.id,
        providerMetadata: provided.provider_metadata,
      })
    }
    const created = await auth.createAuthIdentities({
      provider_identities: [
        {
          entity_id: email,
          provider: "emailpass",
          provider_metadata: { password: password_hash },
        },
      ],
      app_metadata: parts,
    })
    return new StepResponse<string, Done>(created.id, { createdId: created.id })
  },
  async (done, { container }) => {
    if (!done) {
      return
    }
    const auth = container.resolve(Modules.AUTH)
    if ("createdId" in done) {
      await auth.deleteAuthIdentities([done.createdId])
      return
    }
    await auth.updateAuthIdentities({
      id: done.authIdentityId,
      app_metadata: done.appMetadata ?? {},
    })
    await auth.updateProviderIdentities({
      id: done.providerIdentityId,
      provider_metadata: done.providerMetadata ?? {},
    })
  }
)
