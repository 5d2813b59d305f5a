import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toProductDocument } from "./document"
import { productFeeds } from "./feeds"
import { readProductRows, type ProductRow } from "./rows"
import { productSchema } from "./schema"

/** The contract's `products`, from Medusa's products, prices and stock and the catalog module. */
export const products: Projection<ProductRow> = {
  collection: "products",
  schema: productSchema,
  feeds: productFeeds,
  readRows: readProductRows,
  idSeed: (id) => id,
  listIds: listLivingIds("product"),
  toDocument: toProductDocument,
  hidden: { isPublic: false },
  embeddedIds: (row) => row.variants.map((variant) => variant.id),
}
