import { Modules } from "@medusajs/framework/utils"
import type { IProductModuleService } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

async function findTags(
  service: IProductModuleService,
  words: string[]
): Promise<Record<string, string>> {
  const tags = await service.listProductTags(
    { value: words },
    { select: ["id", "value"], take: null }
  )
  return Object.fromEntries(tags.map((tag) => [tag.value, tag.id]))
}

/**
 * Gives the ids of tags by their word, making those that nobody used yet. It is not
 * undone: a tag is a word of all sellers, and another may have taken it up meanwhile.
 */
export const ensureProductTagsStep = createStep(
  "ensure-product-tags",
  async (input: { words: string[] }, { container }) => {
    const service = container.resolve(Modules.PRODUCT)
    const words = [...new Set(input.words)]
    if (words.length === 0) {
      return new StepResponse<Record<string, string>>({})
    }
    const found = await findTags(service, words)
    const missing = words.filter((word) => found[word] === undefined)
    if (missing.length === 0) {
      return new StepResponse(found)
    }
    try {
      await service.createProductTags(missing.map((value) => ({ value })))
    } catch (error) {
      // Somebody made one of them since the look: then all are there, or it fails again.
      const now = await findTags(service, missing)
      const absent = missing.filter((word) => now[word] === undefined)
      if (absent.length === missing.length) {
        throw error
      }
      await service.createProductTags(absent.map((value) => ({ value })))
    }
    return new StepResponse(await findTags(service, words))
  }
)
