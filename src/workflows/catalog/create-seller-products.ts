import type { LinkDefinition } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  createInventoryItemsWorkflow,
  createProductsWorkflow,
  createRemoteLinkStep,
} from "@medusajs/medusa/core-flows"
import { CATALOG_MODULE } from "../../../modules/catalog"
import { SELLER_MODULE } from "../../../modules/seller"
import { createCatalogProductsStep } from "./steps/create-catalog-products"
import { createProductOptionsStep } from "./steps/create-product-options"
import { createProductStatsStep } from "./steps/create-product-stats"
import { ensureProductTagsStep } from "./steps/ensure-product-tags"
import { findSellerPlaceStep } from "./steps/find-seller-place"
import { completeOptions, toInventoryItems, toMedusaProducts } from "./to-medusa-products"
import type { CreateSellerProductsInput } from "./types"

/**
 * Makes a seller's products: Medusa's product with prices, stock at the seller's
 * location and both sales channels, the marketplace's record of it, and the links.
 * A failure undoes all of it but new tags. Answers Medusa's products, in order.
 *
 * @throws MedusaError NOT_FOUND for an unknown seller, NOT_ALLOWED for one that was
 * never approved, INVALID_DATA for a handle, SKU or barcode that is taken.
 */
export const createSellerProductsWorkflow = createWorkflow(
  "create-seller-products",
  (input: CreateSellerProductsInput) => {
    const place = findSellerPlaceStep({ seller_id: input.seller_id })
    const wanted = transform(input, ({ products }) => completeOptions(products))
    const tagIds = ensureProductTagsStep({
      words: transform(wanted, (products) => products.flatMap((product) => product.tags)),
    })
    const optionIds = createProductOptionsStep({
      options: transform(wanted, (products) => products.map((product) => product.options)),
    })
    const inventoryItems = createInventoryItemsWorkflow.runAsStep({
      input: {
        items: transform({ wanted, place }, (data) => toInventoryItems(data.wanted, data.place)),
      },
    })
    const products = createProductsWorkflow.runAsStep({
      input: {
        products: transform({ wanted, place, tagIds, optionIds, inventoryItems }, (data) =>
          toMedusaProducts(data.wanted, data.place, {
            tagIds: data.tagIds,
            optionIds: data.optionIds,
            inventoryItemIds: data.inventoryItems.map((item) => item.id),
          })
        ),
      },
    })
    const catalogIds = createCatalogProductsStep({
      records: transform(input, (data) => data.products.map((product) => product.catalog)),
    })
    createProductStatsStep({
      stats: transform({ input, products }, (data) =>
        data.products.flatMap((product, index) => {
          const sales_count = data.input.products[index]?.sales_count ?? 0
          return sales_count === 0 ? [] : [{ id: product.id, sales_count }]
        })
      ),
    })
    createRemoteLinkStep(
      transform({ input, products, catalogIds }, (data) =>
        data.products.flatMap(({ id: product_id }, index): LinkDefinition[] => [
          {
            [Modules.PRODUCT]: { product_id },
            [CATALOG_MODULE]: { catalog_product_id: data.catalogIds[index] },
          },
          {
            [Modules.PRODUCT]: { product_id },
            [SELLER_MODULE]: { seller_id: data.input.seller_id },
          },
        ])
      )
    )
    return new WorkflowResponse(products)
  }
)
