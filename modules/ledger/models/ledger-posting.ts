import { model } from "@medusajs/framework/utils"

/** One line of an entry: see rules/accounts.ts. Never changed. */
export const LedgerPosting = model.define("ledger_posting", {
  id: model.id({ prefix: "lpost" }).primaryKey(),
  entry_id: model.text(),
  account: model.text(),
  owner: model.text(),
  amount: model.number(),
})
