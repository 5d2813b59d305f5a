import { model } from "@medusajs/framework/utils"

/**
 * A document that could not be projected after several tries. The error is the
 * cause's message with secrets redacted; an operator mends the source row and
 * replays it with `npm run projections -- replay`.
 */
export const DeadLetter = model
  .define("projection_dead_letter", {
    id: model.id({ prefix: "pdl" }).primaryKey(),
    collection: model.text(),
    source_id: model.text(),
    attempts: model.number(),
    error: model.text(),
  })
  .indexes([{ on: ["collection", "source_id"], unique: true, where: "deleted_at IS NULL" }])
