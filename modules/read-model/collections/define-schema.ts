import { Schema, SchemaTypes, type Types } from "mongoose"
import { guardProjection } from "../mongo/guard-projection"

// mongoose takes an empty text for a missing one; in the contract it is a value like any other.
SchemaTypes.String.checkRequired((value) => typeof value === "string")

/** What the projector adds to a document as it stores it. */
export type Stored<Projected> = Projected & {
  /** A bigint in a mongoose document, a number in a lean one. */
  version: bigint | number
  /** Tombstones alone have it. */
  deletedAt?: Date
}

type FieldType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | DateConstructor
  | BigIntConstructor
  | typeof Schema.Types.ObjectId
  | typeof Schema.Types.Mixed
  | Schema

/** Of mongoose's options those that `verify` checks, or that reading goes by. */
type FieldOptions = {
  type: FieldType | [FieldType | FieldOptions]
  required?: true
  select?: false
  enum?: string[]
  min?: number
  max?: number
  ref?: string
}

type Field = FieldType | FieldOptions | { [name: string]: Field }

/** One definition a field that the projection gives: a forgotten or misnamed one does not compile. */
type Fields<Projected> = { [Name in Exclude<keyof Projected, "_id" | "medusaId">]-?: Field }

/**
 * The schema of a collection, from its own fields. A field is `required` where the
 * projection always gives a value, and `select: false` where no audience but staff
 * may see it. A nested object is always there; one that may be null is `embedded`.
 */
export function defineSchema<Projected extends { _id: Types.ObjectId; medusaId: string }>(
  collection: string,
  fields: Fields<Projected>
): Schema {
  const definition: object = {
    _id: { type: Schema.Types.ObjectId, required: true },
    medusaId: { type: String, required: true },
    version: { type: BigInt, required: true },
    deletedAt: Date,
    ...fields,
  }
  const schema = new Schema(definition, {
    collection,
    strict: "throw",
    // A misspelt path in a filter would match nothing, in silence.
    strictQuery: "throw",
    versionKey: false,
    // Collections and indexes are made by migrations.
    autoIndex: false,
    autoCreate: false,
  })
  return guardProjection(schema)
}

/** An object inside a document or a list; it has an `_id` only where `fields` names one. */
export function embedded(fields: Record<string, Field>): Schema {
  return new Schema(fields as object, { _id: false, strict: "throw" })
}
