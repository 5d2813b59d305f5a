import { mongo } from "mongoose"

/**
 * The driver that mongoose carries. Another copy elsewhere in node_modules would
 * have error classes of its own, which `instanceof` does not know.
 */
export const { MongoBulkWriteError, MongoError, MongoNotConnectedError } = mongo

/** What the driver or the server says of a document it will not take. */
export const mongoDataErrors = [
  mongo.MongoBulkWriteError,
  mongo.MongoInvalidArgumentError,
  mongo.BSON.BSONError,
] as const

export type Collection = mongo.Collection
export type Db = mongo.Db
export type Document = mongo.Document
export type Filter = mongo.Filter<mongo.Document>
export type Sort = mongo.Sort
export type IndexDescription = mongo.IndexDescription
export type AnyBulkWriteOperation = mongo.AnyBulkWriteOperation

/** One refused operation of a bulk write, by its place in the bulk. */
export type WriteError = { index: number; code?: number; errmsg?: string }

/** The refused operations of a bulk write; none where the bulk failed as a whole. */
export function writeErrorsOf(error: mongo.MongoBulkWriteError): WriteError[] {
  return [error.writeErrors as WriteError | WriteError[]].flat()
}
