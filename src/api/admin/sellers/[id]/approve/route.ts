import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { approveSellerWorkflow } from "../../../../../workflows/seller/approve-seller"

/** Approves a seller and provisions what it sells through. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { result } = await approveSellerWorkflow(req.scope).run({
    input: { seller_id: req.params.id ?? "", decided_by: req.auth_context.actor_id },
  })
  res.json({ seller: result })
}
