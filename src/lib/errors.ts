import { errorTable, type ErrorCode } from "./error-table"

/** One thing wrong with a request, and where. */
export type ErrorDetail = { path: string; message: string }

/**
 * An answer other than success: a stable code of the table, its HTTP status, and
 * what is wrong by path. The table holds its messages in Portuguese and English.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetail[] | undefined
  readonly headers: Record<string, string>

  constructor(
    code: ErrorCode,
    options: { details?: ErrorDetail[]; headers?: Record<string, string>; cause?: unknown } = {}
  ) {
    super(errorTable[code].en, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = "AppError"
    this.code = code
    this.status = errorTable[code].status
    this.details = options.details
    this.headers = options.headers ?? {}
  }
}
