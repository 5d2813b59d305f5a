import { model } from "@medusajs/framework/utils"

/** What was answered to a request under a client's Idempotency-Key, for a day. */
export const IdempotencyKey = model.define("idempotency_key", {
  id: model.text().primaryKey(),
  fingerprint: model.text(),
  status: model.number().nullable(),
  body: model.text().nullable(),
  held_until: model.dateTime(),
  expires_at: model.dateTime(),
})
