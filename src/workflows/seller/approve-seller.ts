import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { provisionSellerWorkflow } from "./provision-seller"
import { sellerLock } from "./seller-lock"
import { setSellerStatusStep } from "./steps/set-seller-status"

/**
 * Approves a seller and provisions it; its products are public from then on. Run on a seller
 * that is approved already, it brings its shipping options up to its delivery settings.
 */
export const approveSellerWorkflow = createWorkflow(
  "approve-seller",
  (input: { seller_id: string; decided_by?: string }) => {
    const lock = transform(input, ({ seller_id }) => sellerLock(seller_id))
    acquireLockStep(lock)
    provisionSellerWorkflow.runAsStep({ input: { seller_id: input.seller_id } })
    const seller = setSellerStatusStep({
      seller_id: input.seller_id,
      status: "approved",
      decided_by: input.decided_by,
    })
    releaseLockStep(lock)
    return new WorkflowResponse(seller)
  }
)
