/**
 * SQLSTATE classes and codes by which Postgres says that it cannot serve now: lost
 * connections (08), no room (53), shutdown and start (57P), a statement ended for its
 * time (57014), a lock not had in time (55P03).
 */
const states = /^(08...|53...|57P..|57014|55P03)$/

/** How Node names a connection that is refused or breaks. */
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
])

/** What pg, its pool and Medusa's knex say in words alone, without a code. */
const messages =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Query read timeout|Knex: Timeout acquiring a connection)/

/**
 * Whether an error, or what caused it, says that Postgres has no connection or no time
 * for us at the moment: then the same request may succeed later.
 */
export function isPostgresUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false
  }
  const code = "code" in error ? String(error.code) : ""
  if (states.test(code) || socketCodes.has(code) || messages.test(error.message)) {
    return true
  }
  // Of a host with several addresses, each gives an error of its own.
  const causes = error instanceof AggregateError ? error.errors : [error.cause]
  return causes.some(isPostgresUnavailable)
}
