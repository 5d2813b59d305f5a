import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { paymentSeed, toPaymentDocument } from "./document"
import { readPaymentRows, type PaymentRow } from "./rows"
import { paymentSchema } from "./schema"

const byGroup = "SELECT id FROM group_order WHERE group_id = ANY($1::text[])"
const byAttempt = `
SELECT o.id FROM group_order o JOIN payment_attempt a ON a.group_id = o.group_id
 WHERE a.id = ANY($1::text[])`

/** The contract's `payments`: each order's part of what its group is paid by. */
export const payments: Projection<PaymentRow> = {
  collection: "payments",
  schema: paymentSchema,
  feeds: [
    { table: "group_order", column: "id" },
    { table: "order_group", column: "id", resolve: byGroup },
    { table: "order", column: "id" },
    { table: "payment_attempt", column: "group_id", resolve: byGroup },
    { table: "gateway_exchange", column: "subject_id", resolve: byAttempt },
    { table: "payment_refund", column: "order_id" },
  ],
  idSeed: paymentSeed,
  listIds: listLivingIds("group_order"),
  readRows: readPaymentRows,
  toDocument: toPaymentDocument,
  embeddedIds: (row) => [paymentSeed(row.id), ...row.refunds.map(({ id }) => id)],
}
