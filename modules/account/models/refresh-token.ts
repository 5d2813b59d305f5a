import { model } from "@medusajs/framework/utils"

/** A refresh token that was given out; kept when used, so that using it again is noticed. */
export const RefreshToken = model
  .define("account_refresh_token", {
    /** SHA-256 of the token, in hexadecimal digits. */
    id: model.text().primaryKey(),
    session_id: model.text(),
    expires_at: model.dateTime(),
    used_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["session_id"] }, { on: ["expires_at"] }])
