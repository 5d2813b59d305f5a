import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SELLER_MODULE } from "../../../../modules/seller"
import type { SellerModuleService } from "../../../../modules/seller/service"

export type SetSellerStatusInput = {
  seller_id: string
  status: "pending" | "approved" | "rejected" | "suspended"
  /** The admin who decided; Medusa's user id. */
  decided_by?: string
}

/** Sets a seller's status, and when and by whom it was first approved. */
export const setSellerStatusStep = createStep(
  "set-seller-status",
  async (input: SetSellerStatusInput, { container }) => {
    const service = container.resolve<SellerModuleService>(SELLER_MODULE)
    const before = await service.retrieveSeller(input.seller_id)
    const isFirstApproval = input.status === "approved" && before.approved_at === null
    await service.updateSellers({
      id: input.seller_id,
      status: input.status,
      ...(isFirstApproval
        ? { approved_at: new Date(), approved_by: input.decided_by ?? null }
        : {}),
    })
    return new StepResponse(
      { id: input.seller_id, status: input.status },
      {
        id: before.id,
        status: before.status,
        approved_at: before.approved_at,
        approved_by: before.approved_by,
      }
    )
  },
  async (before, { container }) => {
    if (before !== undefined) {
      await container.resolve<SellerModuleService>(SELLER_MODULE).updateSellers(before)
    }
  }
)
