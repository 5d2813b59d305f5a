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
export type AnyBulkWriteOperation = mongo.AnyBulkWriteOperation
