import type { Feed } from "../projection"

const byGroup = "SELECT id FROM group_order WHERE group_id = ANY($1::text[])"
const byFulfillment =
  "SELECT order_id AS id FROM order_fulfillment WHERE fulfillment_id = ANY($1::text[])"

/** Every table an order's document is made of, but for what never changes after it was placed. */
export const orderFeeds: readonly Feed[] = [
  { table: "group_order", column: "id" },
  { table: "order_group", column: "id", resolve: byGroup },
  { table: "order", column: "id" },
  { table: "order_item", column: "order_id" },
  { table: "order_shipping", column: "order_id" },
  { table: "order_fulfillment", column: "order_id" },
  { table: "fulfillment", column: "id", resolve: byFulfillment },
  { table: "fulfillment_label", column: "fulfillment_id", resolve: byFulfillment },
  { table: "payment_attempt", column: "group_id", resolve: byGroup },
  { table: "payment_refund", column: "order_id" },
]
