import { model } from "@medusajs/framework/utils"

/** How often something limited was done within a time, such as messages to one phone in a day. */
export const Allowance = model
  .define("account_allowance", {
    /** SHA-256 of what is limited and for whom: no address or phone stands here. */
    id: model.text().primaryKey(),
    used: model.number().default(0),
    ends_at: model.dateTime(),
  })
  .indexes([{ on: ["ends_at"] }])
