import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  createShippingOptionsWorkflow,
  deleteShippingOptionsWorkflow,
  updateShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { PresentShippingOption } from "../../../modules/seller/rules/shipping-options"
import { planShippingOptionChanges, type SellerParts } from "./plan-seller"
import type { SellerToProvision } from "./types"

/**
 * Makes a seller's shipping options what its delivery settings say: creates missing ones,
 * writes changed fees, deletes those of a method that is off. A fee that changes replaces
 * all prices of its option.
 */
export const reconcileShippingOptionsWorkflow = createWorkflow(
  "reconcile-shipping-options",
  (input: { seller: SellerToProvision; parts: SellerParts; present: PresentShippingOption[] }) => {
    const changes = transform(input, ({ seller, parts, present }) =>
      planShippingOptionChanges(seller, parts, present)
    )
    when("options-are-unwanted", changes, ({ remove }) => remove.length > 0).then(() => {
      deleteShippingOptionsWorkflow.runAsStep({ input: { ids: changes.remove } })
    })
    when("fees-have-changed", changes, ({ update }) => update.length > 0).then(() => {
      updateShippingOptionsWorkflow.runAsStep({ input: changes.update })
    })
    when("options-are-missing", changes, ({ create }) => create.length > 0).then(() => {
      createShippingOptionsWorkflow.runAsStep({ input: changes.create })
    })
    return new WorkflowResponse(changes)
  }
)
