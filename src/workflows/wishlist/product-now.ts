import type { ProductNow } from "../../../modules/wishlist/rules/notices"
import { products } from "../../../modules/read-model/collections/products"
import type { ProductDocument } from "../../../modules/read-model/collections/products/document"
import type { Queryable } from "../../../modules/read-model/postgres/pool"

/** The documents of products, made of what Postgres has at this moment. */
export async function readProductsNow(
  db: Queryable,
  ids: readonly string[]
): Promise<Map<string, ProductDocument>> {
  const rows = await products.readRows(db, ids)
  return new Map(rows.map((row) => [row.id, products.toDocument(row) as ProductDocument]))
}

/** What somebody who wishes for a product cares about; of one that is gone, that it is gone. */
export function toProductNow(document: ProductDocument | undefined): ProductNow {
  return {
    price: document?.price ?? null,
    isAvailable: document?.isPublic === true && document.isInStock,
  }
}
