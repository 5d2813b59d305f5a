import { AppError } from "../../../src/lib/errors"
import { MongoError, mongoDataErrors } from "../mongo/driver"

/** SQLSTATE classes that speak of the data in hand: cardinality, data, constraints, syntax, our own raise. */
const dataClasses = /^(21|22|23|42|P0)/

/** What our own code throws at a row that makes no sense. */
const dataErrors = [AppError, TypeError, RangeError, SyntaxError] as const

/**
 * Whether a failure says that a database cannot do anything at the moment, rather
 * than that it will not take this document. In doubt it is an outage: the changes
 * then wait and nothing is lost.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof MongoError) {
    return !mongoDataErrors.some((kind) => error instanceof kind)
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined
  if (code !== undefined) {
    return !dataClasses.test(code)
  }
  return !dataErrors.some((kind) => error instanceof kind)
}
