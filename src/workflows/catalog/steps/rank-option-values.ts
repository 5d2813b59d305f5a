import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { NewOption } from "../types"

type RankOptionValuesInput = {
  /** Made products, in the order of `options`. */
  products: { id: string; options?: { id: string; title: string }[] }[]
  /** Each product's options, as they were asked for. */
  options: NewOption[][]
}

/**
 * Writes down the order of option values: Medusa 2.21 drops the ranks given when
 * options are made together with their product. Undone with the products.
 */
export const rankOptionValuesStep = createStep(
  "rank-option-values",
  async (input: RankOptionValuesInput, { container }) => {
    const ranked = input.products.flatMap((product, index) =>
      (product.options ?? []).flatMap(({ id, title }) => {
        const values = input.options[index]?.find((option) => option.title === title)?.values ?? []
        return values.length < 2
          ? []
          : [{ id, ranks: Object.fromEntries(values.map((value, rank) => [value, rank])) }]
      })
    )
    if (ranked.length > 0) {
      await container.resolve(Modules.PRODUCT).upsertProductOptions(ranked)
    }
    return new StepResponse(ranked.length)
  }
)
