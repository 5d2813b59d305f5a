import { model } from "@medusajs/framework/utils"

/**
 * One signing in of an account: the family of its refresh tokens, or a dashboard's
 * cookie. Revoking it ends every token that names it.
 */
export const AccountSession = model
  .define("account_session", {
    id: model.id({ prefix: "ses" }).primaryKey(),
    account_id: model.text(),
    /** SHA-256 of the cookie's value; null where the session has tokens alone. */
    cookie_hash: model.text().nullable(),
    /** Browser and system, as far as the user agent tells. */
    device: model.text().default(""),
    /** The address it began at. */
    address: model.text().default(""),
    last_used_at: model.dateTime(),
    expires_at: model.dateTime(),
    revoked_at: model.dateTime().nullable(),
    revoke_reason: model.text().nullable(),
    /** The client asked for its refresh token to ride in a cookie. */
    refresh_in_cookie: model.boolean().default(false),
    /** Until when the first recovery codes may be asked for here, once, after two-factor was turned on. */
    first_codes_until: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["account_id"] },
    { on: ["cookie_hash"], unique: true, where: "cookie_hash IS NOT NULL" },
    { on: ["revoked_at"], where: "revoked_at IS NOT NULL" },
  ])
