import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { sellerLock } from "./seller-lock"
import { setSellerStatusStep } from "./steps/set-seller-status"

/**
 * Suspends a seller: its products leave every answer of /v1 within seconds and every answer
 * of /store at once (ADR 0007), its orders stay.
 */
export const suspendSellerWorkflow = createWorkflow(
  "suspend-seller",
  (input: { seller_id: string }) => {
    const lock = transform(input, ({ seller_id }) => sellerLock(seller_id))
    acquireLockStep(lock)
    const seller = setSellerStatusStep({ seller_id: input.seller_id, status: "suspended" })
    releaseLockStep(lock)
    return new WorkflowResponse(seller)
  }
)
