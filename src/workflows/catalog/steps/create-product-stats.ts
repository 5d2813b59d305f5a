import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CATALOG_MODULE } from "../../../../modules/catalog"
import type { CatalogModuleService } from "../../../../modules/catalog/service"

/** Starts the counters of products that have sold before; the key is the product's id. */
export const createProductStatsStep = createStep(
  "create-product-stats",
  async (input: { stats: { id: string; sales_count: number }[] }, { container }) => {
    if (input.stats.length === 0) {
      return new StepResponse([], [])
    }
    const service = container.resolve<CatalogModuleService>(CATALOG_MODULE)
    const made = await service.createProductStats(input.stats)
    const ids = made.map((stat) => stat.id)
    return new StepResponse(ids, ids)
  },
  async (ids, { container }) => {
    if (ids !== undefined && ids.length > 0) {
      await container.resolve<CatalogModuleService>(CATALOG_MODULE).deleteProductStats(ids)
    }
  }
)
