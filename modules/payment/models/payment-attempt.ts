import { model } from "@medusajs/framework/utils"

/**
 * One try to have a group of orders paid: one charge at a gateway, or none. The row is written
 * before the gateway hears of it. Amounts in integer cents; states in rules/attempt-state.ts.
 */
export const PaymentAttempt = model.define("payment_attempt", {
  id: model.id({ prefix: "patt" }).primaryKey(),
  group_id: model.text(),
  gateway: model.enum(["mpesa", "emola", "stripe"]),
  amount: model.number(),
  currency_code: model.text(),
  reference: model.text(),
  phone: model.text().nullable(),
  state: model.text(),
  code: model.text().nullable(),
  /** Why it failed, or why a person has to look. */
  failure: model.text().nullable(),
  conversation_id: model.text().nullable(),
  receipt: model.text().nullable(),
  /** Of a card: what the buyer's browser needs, sealed. */
  client_secret: model.text().nullable(),
  calls: model.number().default(0),
  next_call_at: model.dateTime().nullable(),
  sent_at: model.dateTime().nullable(),
  settled_at: model.dateTime().nullable(),
  /** When orders, payments and books had taken the money in. */
  booked_at: model.dateTime().nullable(),
})
