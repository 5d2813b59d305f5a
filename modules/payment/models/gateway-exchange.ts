import { model } from "@medusajs/framework/utils"

/** A question to a gateway and its answer, or a callback; secrets masked. */
export const GatewayExchange = model.define("gateway_exchange", {
  id: model.id({ prefix: "gex" }).primaryKey(),
  /** The attempt's or refund's id; null for a callback nobody could be found for. */
  subject_id: model.text().nullable(),
  gateway: model.text(),
  operation: model.text(),
  request: model.json(),
  status: model.number().nullable(),
  answer: model.text().nullable(),
  fault: model.text().nullable(),
  milliseconds: model.number().default(0),
})
