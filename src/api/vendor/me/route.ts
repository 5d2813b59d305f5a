import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SELLER_MODULE } from "../../../../modules/seller"
import type { SellerModuleService } from "../../../../modules/seller/service"

/** The seller the signed-in account works for. */
export const GET = async (
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse
): Promise<void> => {
  const sellers = request.scope.resolve<SellerModuleService>(SELLER_MODULE)
  const seller = await sellers.retrieveSeller(request.auth_context.actor_id, {
    select: ["id", "handle", "business_name", "status", "created_at"],
  })
  response.status(200).json({ seller })
}
