import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toSellerDocument } from "./document"
import { readSellerRows, type SellerRow } from "./rows"
import { sellerSchema } from "./schema"

/** The contract's `sellers`, from the seller module. */
export const sellers: Projection<SellerRow> = {
  collection: "sellers",
  schema: sellerSchema,
  feeds: [
    { table: "seller", column: "id" },
    { table: "seller_stat", column: "id" },
  ],
  idSeed: (id) => id,
  listIds: listLivingIds("seller"),
  readRows: readSellerRows,
  toDocument: toSellerDocument,
  hidden: { status: "suspended" },
}
