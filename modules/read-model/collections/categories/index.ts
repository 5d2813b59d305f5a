import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toCategoryDocument } from "./document"
import { readCategoryRows, type CategoryRow } from "./rows"
import { categorySchema } from "./schema"

export type { CategoryDocument } from "./document"

const withDescendants = `
WITH RECURSIVE down AS (
  SELECT unnest($1::text[]) AS id
  UNION SELECT k.id FROM product_category k JOIN down ON k.parent_category_id = down.id)
SELECT id FROM down`

/** The contract's `categories`, from Medusa's product categories. */
export const categories: Projection<CategoryRow> = {
  collection: "categories",
  schema: categorySchema,
  feeds: [{ table: "product_category", column: "id", resolve: withDescendants }],
  idSeed: (id) => id,
  listIds: listLivingIds("product_category"),
  readRows: readCategoryRows,
  toDocument: toCategoryDocument,
  hidden: { isActive: false },
}
