import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { NewOption } from "../types"

/**
 * Makes the options of products to come, one list a product, each option exclusive to
 * its product. Answers their ids in the same shape.
 *
 * Not left to `createProductsWorkflow`: Medusa 2.21 drops the order of the values there
 * and leaves the options behind when it takes a product back.
 */
export const createProductOptionsStep = createStep(
  "create-product-options",
  async (input: { options: NewOption[][] }, { container }) => {
    const made = await container.resolve(Modules.PRODUCT).createProductOptions(
      input.options.flat().map(({ title, values }) => ({
        title,
        values,
        ranks: Object.fromEntries(values.map((value, rank) => [value, rank])),
        is_exclusive: true,
      }))
    )
    const ids = made.map((option) => option.id)
    const rest = ids.values()
    return new StepResponse(
      input.options.map((list) => list.flatMap(() => rest.next().value ?? [])),
      ids
    )
  },
  async (ids, { container }) => {
    if (ids !== undefined) {
      await container.resolve(Modules.PRODUCT).deleteProductOptions(ids)
    }
  }
)
