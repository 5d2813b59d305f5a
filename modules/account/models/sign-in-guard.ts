import { model } from "@medusajs/framework/utils"

/**
 * Failed sign-ins by e-mail, whether an account has it or not. The key is the e-mail alone
 * for strangers, with the device behind it for devices that have signed in to it before: a
 * stranger's failures do not lock its holder out.
 */
export const SignInGuard = model
  .define("account_sign_in_guard", {
    /** `email` or `email|device`. */
    id: model.text().primaryKey(),
    email: model.text(),
    attempts: model.number().default(0),
    locks: model.number().default(0),
    lock_until: model.dateTime().nullable(),
    last_locked_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["email"] }])
