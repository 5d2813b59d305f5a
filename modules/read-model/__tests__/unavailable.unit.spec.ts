import { DatabaseError } from "pg"
import { isPostgresUnavailable } from "../postgres/unavailable"

function coded(code: string): Error {
  return Object.assign(new DatabaseError("told by Postgres", 1, "error"), { code })
}

it.each(["57014", "57P01", "53300", "08006", "55P03", "ECONNREFUSED", "ECONNRESET"])(
  "%s is a database that cannot serve now",
  (code) => {
    expect(isPostgresUnavailable(coded(code))).toBe(true)
  }
)

it.each([
  "timeout exceeded when trying to connect",
  "Connection terminated unexpectedly",
  "Knex: Timeout acquiring a connection. The pool is probably full.",
])("so is: %s", (message) => {
  expect(isPostgresUnavailable(new Error(message))).toBe(true)
})

it("sees what is wrapped: by a cause, or one error for each address", () => {
  expect(isPostgresUnavailable(new Error("failed", { cause: coded("57P01") }))).toBe(true)
  expect(isPostgresUnavailable(new AggregateError([coded("ECONNREFUSED")]))).toBe(true)
})

it.each([coded("42703"), coded("23505"), new TypeError("x is undefined"), "timeout expired"])(
  "is not a fault of ours: %s",
  (error) => {
    expect(isPostgresUnavailable(error)).toBe(false)
  }
)
