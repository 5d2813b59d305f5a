import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Takes away what an account signs in with. The last step of closing: it cannot be taken back. */
export const deleteAuthIdentityStep = createStep(
  "delete-auth-identity",
  async ({ auth_identity_id }: { auth_identity_id: string | null }, { container }) => {
    if (auth_identity_id !== null) {
      await container.resolve(Modules.AUTH).deleteAuthIdentities([auth_identity_id])
    }
    return new StepResponse(auth_identity_id)
  }
)
