import { AppError } from "../../../src/lib/errors"
import { MongoError, mongoDataErrors } from "../mongo/driver"

/**
 * SQLSTATE classes that speak of the data in hand: cardinality, data, constraints,
 * program limits (a text too long for tsvector, an index row too large), our own
 * raise. Not 42: a column or a right that is missing is missing for every row.
 */
const dataClasses = /^(21|22|23|54|P0)/

/** What our own code, and the driver before it sends anything, throw at a row that makes no sense. */
const dataErrors = [AppError, TypeError, RangeError, SyntaxError, ...mongoDataErrors] as const

/**
 * Whether a failure says that a database cannot do anything at the moment, rather
 * than that it will not take this document. In doubt it is an outage: the changes
 * then wait and nothing is lost.
 */
export function isOutage(error: unknown): boolean {
  if (dataErrors.some((kind) => error instanceof kind)) {
    return false
  }
  // Mongo's codes are no SQLSTATE.
  if (error instanceof MongoError) {
    return true
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined
  return code === undefined || !dataClasses.test(code)
}
