import type { MedusaContainer } from "@medusajs/framework/types"
import { groupBy } from "../../../src/lib/group-by"
import { createSellerProductsWorkflow } from "../../../src/workflows/catalog/create-seller-products"
import type { NewPicture } from "../../../src/workflows/catalog/types"
import { products } from "../content"
import type { SeedProduct } from "../content/types"
import { drawProductPictures } from "../pictures"
import { countProgress, type SeedLog } from "../progress"
import type { CategoryIds } from "./categories"
import { clearLeftovers } from "./leftovers"
import type { SellerIds } from "./sellers"
import { toNewProduct } from "./to-new-product"

type Batch = { sellerId: string; products: SeedProduct[] }

function idOf(ids: Map<string, string>, slug: string): string {
  const id = ids.get(slug)
  if (id === undefined) {
    throw new Error(`The content names ${slug}, which was not made`)
  }
  return id
}

/** Draws a batch's pictures; a failure shows where the result is awaited, not before. */
function drawAhead(dataDir: string, batch: Batch | undefined): Promise<NewPicture[]> {
  const drawn = Promise.all(
    (batch?.products ?? []).map((product) => drawProductPictures(dataDir, product))
  )
  drawn.catch(() => undefined)
  return drawn
}

/**
 * Makes the products that are missing, a seller at a time. The next seller's pictures
 * are drawn while Medusa writes this one's products: each keeps a core of its own busy.
 *
 * @returns how many it made.
 */
export async function ensureProducts(
  container: MedusaContainer,
  dataDir: string,
  log: SeedLog,
  ids: { categories: CategoryIds; sellers: SellerIds }
): Promise<number> {
  const whole = await clearLeftovers(container, products)
  const missing = products.filter((product) => !whole.has(product.slug))
  const batches = [...groupBy(missing, (product) => product.sellerSlug)].map(
    ([sellerSlug, own]): Batch => ({ sellerId: idOf(ids.sellers, sellerSlug), products: own })
  )
  const progress = countProgress(log, "Products", missing.length)
  let drawn = drawAhead(dataDir, batches[0])
  for (const [index, batch] of batches.entries()) {
    const pictures = await drawn
    drawn = drawAhead(dataDir, batches[index + 1])
    await createSellerProductsWorkflow(container).run({
      input: {
        seller_id: batch.sellerId,
        products: batch.products.flatMap((product, position) => {
          const picture = pictures[position]
          return picture === undefined
            ? []
            : [toNewProduct(product, idOf(ids.categories, product.categorySlug), picture)]
        }),
      },
    })
    progress(batch.products.length)
  }
  return missing.length
}
