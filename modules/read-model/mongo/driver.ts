import { mongo } from "mongoose"

/**
 * The driver that mongoose carries. Another copy elsewhere in node_modules would
 * have error classes of its own, which `instanceof` does not know.
 */
export const { MongoBulkWriteError, MongoError, MongoNotConnectedError } = mongo

/** What the driver says of a document before it sends anything: too large, or nothing that BSON can hold. */
export const mongoDataErrors = [mongo.MongoInvalidArgumentError, mongo.BSON.BSONError] as const

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

/**
 * Codes of single operations that speak of the server and not of the document: who
 * is primary, shutdown, rights, locks, times, disk. Names are in the server's
 * error_codes.yml. Any other code is the document's, so that one the list does not
 * know costs a document and never the whole feed.
 */
const serverCodes = new Set([
  6, 7, 13, 18, 24, 46, 50, 63, 64, 79, 89, 91, 100, 112, 133, 134, 150, 189, 202, 234, 262, 279,
  290, 391, 9001, 10058, 10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031,
])

/**
 * Whether a bulk write failed for the server's sake. The driver gives every error
 * below a bulk this class, a lost connection and missing rights too: then it names
 * no operation. Without the write concern nobody knows what will last.
 */
export function isServerFailure(error: mongo.MongoBulkWriteError): boolean {
  const errors = writeErrorsOf(error)
  return (
    errors.length === 0 ||
    // A wrapped error has the result of what went before it, or none.
    (error.result as mongo.BulkWriteResult | undefined)?.getWriteConcernError() !== undefined ||
    errors.some(({ code }) => code !== undefined && serverCodes.has(code))
  )
}
