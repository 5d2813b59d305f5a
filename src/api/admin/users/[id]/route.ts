import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { removeUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../../../identity/context"
import { dismissStaff } from "../../../../identity/dismiss-staff"

/**
 * Medusa's own, but what the user could do ends first: should the rest fail, somebody who
 * was removed is out all the same, and removing again completes it.
 */
export const DELETE = async (
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse
): Promise<void> => {
  const { id = "" } = request.params
  const { actor_id: actorId } = request.auth_context
  if (actorId === id) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "A user cannot delete itself")
  }
  await dismissStaff(request.scope.resolve<IdentityContext>(IDENTITY_CONTEXT), id, actorId)
  await removeUserAccountWorkflow(request.scope).run({ input: { userId: id } })
  response.status(200).json({ id, object: "user", deleted: true })
}
