import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toOrderDocument } from "./document"
import { orderFeeds } from "./feeds"
import { readOrderRows, type OrderRow } from "./rows"
import { orderSchema } from "./schema"

/** The contract's `orders`, one a seller, from Medusa's order, its group, payment and fulfilment. */
export const orders: Projection<OrderRow> = {
  collection: "orders",
  schema: orderSchema,
  feeds: orderFeeds,
  idSeed: (id) => id,
  listIds: listLivingIds("group_order"),
  readRows: readOrderRows,
  toDocument: toOrderDocument,
  embeddedIds: (row) => [row.group_id],
}
