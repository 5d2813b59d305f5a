import { model } from "@medusajs/framework/utils"

/**
 * Money that goes back to a buyer: asked for, or owed because it came for what was cancelled.
 * Amounts in integer cents; states in rules/refund-state.ts.
 */
export const PaymentRefund = model.define("payment_refund", {
  id: model.id({ prefix: "pref" }).primaryKey(),
  attempt_id: model.text(),
  group_id: model.text(),
  order_id: model.text(),
  /** `asked`: of a captured order; `unexpected`: the order never took the money. */
  kind: model.enum(["asked", "unexpected"]),
  amount: model.number(),
  reason: model.text().default(""),
  requested_by: model.text().nullable(),
  decided_by: model.text().nullable(),
  reference: model.text(),
  state: model.text(),
  code: model.text().nullable(),
  /** Why a person has to act. */
  failure: model.text().nullable(),
  /** Of a refund that was begun in Medusa, whose books have it already. */
  medusa_refund_id: model.text().nullable(),
  conversation_id: model.text().nullable(),
  receipt: model.text().nullable(),
  calls: model.number().default(0),
  next_call_at: model.dateTime().nullable(),
  sent_at: model.dateTime().nullable(),
  settled_at: model.dateTime().nullable(),
  booked_at: model.dateTime().nullable(),
})
