import { model } from "@medusajs/framework/utils"

/**
 * A person who may sign in; one an e-mail. The password's hash is with Medusa's
 * auth identity, addresses with Medusa's customer.
 */
export const Account = model
  .define("account", {
    id: model.id({ prefix: "acc" }).primaryKey(),
    /** The ObjectId clients know the account by. */
    object_id: model.text(),
    /** As `normalizeEmail` gives it. */
    email: model.text(),
    first_name: model.text().default(""),
    last_name: model.text().default(""),
    /** E.164. */
    phone: model.text().nullable(),
    /** The picture's sizes; paths are relative to MEDIA_BASE_URL where stored here. */
    avatar: model.json().nullable(),
    role: model.enum(["buyer", "seller", "admin", "support"]).default("buyer"),
    status: model.enum(["active", "inactive", "suspended"]).default("active"),
    is_email_verified: model.boolean().default(false),
    is_phone_verified: model.boolean().default(false),
    two_factor_enabled: model.boolean().default(false),
    /** Sealed; see src/lib/secret-box. */
    two_factor_secret: model.text().nullable(),
    /** Sealed; waits for its first code. */
    two_factor_pending_secret: model.text().nullable(),
    /** The last 30-second step whose code was taken: a code works once. */
    two_factor_last_step: model.number().nullable(),
    last_login: model.dateTime().nullable(),
    preferences: model.json().nullable(),
    accepted_terms_at: model.dateTime().nullable(),
    /** Set when the holder closed the account and it was anonymised. */
    closed_at: model.dateTime().nullable(),
    customer_id: model.text().nullable(),
    user_id: model.text().nullable(),
    seller_id: model.text().nullable(),
    auth_identity_id: model.text().nullable(),
    /** Counts edits people make: the entity tag of If-Match. */
    revision: model.number().default(0),
    /** Moves when sessions are ended: a sign-in that began before begins no session any more. */
    password_version: model.number().default(0),
    /** The password is one that needs two-factor beside it. */
    password_is_short: model.boolean().default(false),
  })
  .indexes([
    { on: ["email"], unique: true, where: "deleted_at IS NULL" },
    { on: ["object_id"], unique: true },
    { on: ["customer_id"], unique: true, where: "customer_id IS NOT NULL" },
    { on: ["user_id"], unique: true, where: "user_id IS NOT NULL" },
    { on: ["seller_id"], where: "seller_id IS NOT NULL" },
  ])
