import type { Schema } from "mongoose"

const reads = ["find", "findOne", "countDocuments", "distinct"] as const

const queryWrites = [
  "updateOne",
  "updateMany",
  "replaceOne",
  "deleteOne",
  "deleteMany",
  "findOneAndUpdate",
  "findOneAndReplace",
  "findOneAndDelete",
] as const

const living = { deletedAt: { $exists: false } }

function refuse(): never {
  throw new Error("Documents are written by the projector alone: write Postgres instead")
}

/**
 * Makes a schema's models see living documents only, and write none: a write would
 * last until the projector's next. Tombstones are met in the raw collection.
 * `estimatedDocumentCount` takes no filter and counts them too.
 */
export function guardProjection<S extends Schema>(schema: S): S {
  schema.pre([...reads], function () {
    this.where(living)
  })
  schema.pre("aggregate", function () {
    const stages = this.pipeline()
    const [first] = stages
    // $geoNear has to stay the first stage.
    stages.splice(first !== undefined && "$geoNear" in first ? 1 : 0, 0, { $match: living })
  })
  schema.pre([...queryWrites], refuse)
  schema.pre("save", refuse)
  schema.pre("insertMany", refuse)
  schema.pre("bulkWrite", refuse)
  return schema
}
