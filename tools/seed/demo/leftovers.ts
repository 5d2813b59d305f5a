import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { deleteProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { SeedProduct } from "../content/types"

type Standing = { id: string; handle: string; is_whole: boolean }

// The workflow makes a product's two links last, so a product that has both is whole.
const standing = `
SELECT p.id, p.handle,
       EXISTS (SELECT 1 FROM product_seller s
                WHERE s.product_id = p.id AND s.deleted_at IS NULL)
   AND EXISTS (SELECT 1 FROM product_catalog_product c
                WHERE c.product_id = p.id AND c.deleted_at IS NULL) AS is_whole
  FROM product p WHERE p.handle = ANY(?) AND p.deleted_at IS NULL`

const looseItems = `
SELECT i.id FROM inventory_item i
 WHERE i.sku = ANY(?) AND i.deleted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM product_variant_inventory_item l
                    WHERE l.inventory_item_id = i.id AND l.deleted_at IS NULL)`

const looseRecords = `
DELETE FROM catalog_product c
 WHERE c.short_description = ANY(?)
   AND NOT EXISTS (SELECT 1 FROM product_catalog_product l WHERE l.catalog_product_id = c.id)`

// Ten seconds spare the options of a product that is being made this moment.
const looseOptions = `
DELETE FROM product_option o
 WHERE o.is_exclusive AND o.created_at < now() - interval '10 seconds'
   AND NOT EXISTS (SELECT 1 FROM product_product_option l WHERE l.product_option_id = o.id)`

/**
 * Clears what a seed that was killed left of these products, which no rollback could
 * undo: products without their links, stock without a variant, records and options without a product.
 *
 * @returns the handles of the products that stand whole.
 */
export async function clearLeftovers(
  container: MedusaContainer,
  products: SeedProduct[]
): Promise<Set<string>> {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const found: { rows: Standing[] } = await db.raw(standing, [
    products.map((product) => product.slug),
  ])
  const broken = found.rows.filter((product) => !product.is_whole)
  if (broken.length > 0) {
    await deleteProductsWorkflow(container).run({
      input: { ids: broken.map((product) => product.id) },
    })
  }
  const skus = products.flatMap((product) => [
    product.sku,
    ...(product.variants?.options.map((option) => option.sku) ?? []),
  ])
  const items: { rows: { id: string }[] } = await db.raw(looseItems, [skus])
  if (items.rows.length > 0) {
    await container
      .resolve(Modules.INVENTORY)
      .deleteInventoryItems(items.rows.map((item) => item.id))
  }
  await db.raw(looseRecords, [products.map((product) => product.shortDescription)])
  await db.raw(looseOptions)
  return new Set(found.rows.filter((product) => product.is_whole).map(({ handle }) => handle))
}
