import { AppError } from "./errors"

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Integer cents of an amount in major units, exactly and never through a float.
 * Takes what Medusa and Postgres give: "85", "85.5", "85.500", 85.5.
 *
 * @throws AppError AMOUNT_NOT_IN_CENTS where the amount holds a fraction of a cent.
 */
export function toCents(majorUnits: string | number): number {
  const match = decimal.exec(String(majorUnits))
  if (match === null) {
    throw new AppError("AMOUNT_NOT_IN_CENTS")
  }
  const [, sign = "", whole = "0", fraction = ""] = match
  const cents = fraction.slice(0, 2).padEnd(2, "0")
  const result = Number(whole + cents)
  if (!/^0*$/.test(fraction.slice(2)) || !Number.isSafeInteger(result)) {
    throw new AppError("AMOUNT_NOT_IN_CENTS")
  }
  return sign === "-" && result !== 0 ? -result : result
}

/** Major units, as decimal text with two places, of an amount in integer cents: 8550 gives "85.50". */
export function fromCents(cents: number): string {
  if (!Number.isSafeInteger(cents)) {
    throw new AppError("AMOUNT_NOT_IN_CENTS")
  }
  const digits = String(Math.abs(cents)).padStart(3, "0")
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
