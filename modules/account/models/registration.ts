import { model } from "@medusajs/framework/utils"

/**
 * A registration that was accepted, and waits for its mail and then for the mail's link. The
 * answer to a registration must not tell whether the e-mail is known: accepting is the same
 * one row for both, and what follows happens behind the answer. A row that a crash left is
 * taken up again. Several may wait for one e-mail: the link that is used says which counts.
 */
export const Registration = model
  .define("account_registration", {
    /** The id of the account it makes where the e-mail has none. */
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
    /** When its link was mailed: it waits to be confirmed from then on. */
    mailed_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["run_at"] }, { on: ["email"] }])
