import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { provisionSellerWorkflow } from "./provision-seller"
import { setSellerStatusStep } from "./steps/set-seller-status"

/** Approves a seller and provisions it; its products are public from then on. */
export const approveSellerWorkflow = createWorkflow(
  "approve-seller",
  (input: { seller_id: string; decided_by?: string }) => {
    provisionSellerWorkflow.runAsStep({ input: { seller_id: input.seller_id } })
    const seller = setSellerStatusStep({
      seller_id: input.seller_id,
      status: "approved",
      decided_by: input.decided_by,
    })
    return new WorkflowResponse(seller)
  }
)
