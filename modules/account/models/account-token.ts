import { model } from "@medusajs/framework/utils"

/** A secret sent to an account's holder, or between two steps of signing in; works once. */
export const AccountToken = model
  .define("account_token", {
    id: model.id({ prefix: "atok" }).primaryKey(),
    account_id: model.text(),
    purpose: model.enum(["verify_email", "reset_password", "verify_phone", "two_factor"]),
    /** SHA-256 of the token, in hexadecimal digits. */
    token_hash: model.text(),
    /** The e-mail or phone it proves. */
    proves: model.text().default(""),
    /** The registration whose link it is: what it confirms is that one's password and names. */
    registration_id: model.text().nullable(),
    /** Wrong codes tried against it. */
    attempts: model.number().default(0),
    expires_at: model.dateTime(),
    used_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["token_hash"], unique: true },
    { on: ["account_id", "purpose"] },
    { on: ["expires_at"] },
  ])
