import { model } from "@medusajs/framework/utils"

/** One event in the books, posted once by its key; its lines add up to nothing. Never changed. */
export const LedgerEntry = model.define("ledger_entry", {
  id: model.id({ prefix: "lent" }).primaryKey(),
  event_key: model.text(),
  kind: model.text(),
  currency_code: model.text(),
  order_id: model.text().nullable(),
  group_id: model.text().nullable(),
  occurred_at: model.dateTime(),
})
