import type { AmountLimits } from "./rules/amount"
import { wholeNumber, type Variables } from "./read-variables"

/** A wallet of level 1 moves 40,000 MZN at once: notice 07/GBM/2024 of the regulator. */
const defaults = { minimum: 1, maximum: 40_000 }

/** Reads `<operator>_MIN_AMOUNT` and `<operator>_MAX_AMOUNT`, in whole meticais. */
export function readLimits(
  variables: Variables,
  operator: "MPESA" | "EMOLA",
  highest: number
): AmountLimits {
  const read = (name: string, otherwise: number) =>
    wholeNumber(variables, name, { from: 1, to: highest, otherwise })
  const minimum = read(`${operator}_MIN_AMOUNT`, defaults.minimum)
  const maximum = read(`${operator}_MAX_AMOUNT`, defaults.maximum)
  if (minimum > maximum) {
    throw new Error(`${operator}_MIN_AMOUNT is above ${operator}_MAX_AMOUNT`)
  }
  return { minimum: minimum * 100, maximum: maximum * 100 }
}
