export type ServiceName = "Postgres" | "MongoDB" | "Redis" | "Data folder"

/** A database could not be found or started. The message says what happened and, on its last line, what to do. */
export class ServiceError extends Error {
  readonly service: ServiceName
  readonly problem: string
  readonly remedy: string

  constructor(service: ServiceName, problem: string, remedy: string) {
    super(`${service}: ${problem}\n  To do: ${remedy}`)
    this.name = "ServiceError"
    this.service = service
    this.problem = problem
    this.remedy = remedy
  }
}

/** The text of anything thrown, for people. */
export const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message || thrown.name : String(thrown)
