import type { Schema, Types } from "mongoose"
import type { Document } from "../mongo/driver"
import type { Queryable } from "../postgres/pool"

/**
 * A source table whose changes may change documents. Triggers write the column's
 * value to the outbox; `resolve` turns such values into the ids of the documents.
 */
export type Feed = {
  table: string
  column: string
  /** SQL with `$1::text[]` of column values that selects document ids as `id`; absent where the value is one. */
  resolve?: string
  /**
   * SQL with `$1::text[]` of column values that selects as `id` the documents nobody may
   * see from now on, however many there are and before any of them is made anew.
   */
  hides?: string
  /** A change that no cached answer waits for, such as a counted view. */
  quiet?: boolean
}

/** A document as it stands in Mongo: hexadecimal ids are ObjectIds there. */
export type ProjectedDocument = Document & { _id: Types.ObjectId; medusaId: string }

/** What one row becomes, and the tags of cached answers that a change of it makes stale. */
export type Projection<Row extends { id: string } = { id: string }> = {
  /** Name of the Mongo collection, as in the contract. */
  collection: string
  /** What a stored document may hold, path by path; `verify` and typed models go by it. */
  schema: Schema
  feeds: readonly Feed[]
  /** Reads the current state of documents by Medusa's ids; an id without a row does not exist. */
  readRows: (db: Queryable, ids: readonly string[]) => Promise<Row[]>
  /** All document ids after `after`, rising, at most `limit`. */
  listIds: (db: Queryable, after: string, limit: number) => Promise<string[]>
  /** Pure: the same row gives the same document for ever. Throws where the row makes no sense. */
  toDocument: (row: Row) => ProjectedDocument
  /** The text whose ObjectId a document has; Medusa's id itself in all but the settings. */
  idSeed: (id: string) => string
  /**
   * Fields that take a document out of every public answer: it gets them where it can no
   * longer be made, since its last state may be what nobody should see. Absent in
   * collections that hold nothing public.
   */
  hidden?: Readonly<Record<string, unknown>>
  /** Medusa's ids of what a document embeds and clients may name, besides its own. */
  embeddedIds?: (row: Row) => string[]
}
