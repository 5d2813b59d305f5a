import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CATALOG_MODULE } from "../../../../modules/catalog"
import type { CatalogModuleService } from "../../../../modules/catalog/service"
import type { NewCatalogProduct } from "../types"

/** Makes the marketplace's records of products, in the order given. */
export const createCatalogProductsStep = createStep(
  "create-catalog-products",
  async (input: { records: NewCatalogProduct[] }, { container }) => {
    const service = container.resolve<CatalogModuleService>(CATALOG_MODULE)
    const made = await service.createCatalogProducts(
      // The model types every JSON column as an object; attributes are a list.
      input.records.map((record) => ({
        ...record,
        attributes: record.attributes as unknown as Record<string, unknown>,
      }))
    )
    const ids = made.map((record) => record.id)
    return new StepResponse(ids, ids)
  },
  async (ids, { container }) => {
    if (ids !== undefined) {
      await container.resolve<CatalogModuleService>(CATALOG_MODULE).deleteCatalogProducts(ids)
    }
  }
)
