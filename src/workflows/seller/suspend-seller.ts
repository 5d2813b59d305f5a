import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { setSellerStatusStep } from "./steps/set-seller-status"

/** Suspends a seller: its products leave every answer within seconds, its orders stay. */
export const suspendSellerWorkflow = createWorkflow(
  "suspend-seller",
  (input: { seller_id: string }) => {
    const seller = setSellerStatusStep({ seller_id: input.seller_id, status: "suspended" })
    return new WorkflowResponse(seller)
  }
)
