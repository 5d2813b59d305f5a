import { model } from "@medusajs/framework/utils"

/** A code that stands in for the authenticator once. */
export const RecoveryCode = model
  .define("account_recovery_code", {
    id: model.id({ prefix: "arec" }).primaryKey(),
    account_id: model.text(),
    code_hash: model.text(),
    used_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["account_id", "code_hash"], unique: true }])
