import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { suspendSellerWorkflow } from "../../../../../workflows/seller/suspend-seller"

/** Suspends a seller; its products leave every public answer. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { result } = await suspendSellerWorkflow(req.scope).run({
    input: { seller_id: req.params.id ?? "" },
  })
  res.json({ seller: result })
}
