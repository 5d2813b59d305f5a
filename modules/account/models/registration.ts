import { model } from "@medusajs/framework/utils"

/**
 * A registration that was accepted and waits to become an account. The answer to a
 * registration must not tell whether the e-mail is known: accepting is the same one
 * row for both, and what follows happens behind the answer. A row that a crash left
 * is taken up again.
 */
export const Registration = model
  .define("account_registration", {
    /** The account's future id. */
    id: model.text().primaryKey(),
    email: model.text(),
    password_hash: model.text(),
    first_name: model.text().default(""),
    last_name: model.text().default(""),
    phone: model.text().nullable(),
    language: model.enum(["pt", "en"]).default("pt"),
    accepted_terms_at: model.dateTime().nullable(),
    attempts: model.number().default(0),
    last_error: model.text().nullable(),
    run_at: model.dateTime(),
  })
  .indexes([{ on: ["run_at"] }])
