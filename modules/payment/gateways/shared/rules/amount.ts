import type { Cents } from "../../gateway"

/** What one movement may be, in cents, both included. */
export type AmountLimits = { minimum: Cents; maximum: Cents }

export function refuseByLimits(
  amount: Cents,
  { minimum, maximum }: AmountLimits
): "below_minimum" | "above_maximum" | undefined {
  if (amount < minimum) {
    return "below_minimum"
  }
  return amount > maximum ? "above_maximum" : undefined
}

/** Whether an amount is one that can move at all. */
export const isPositive = (amount: Cents) => Number.isSafeInteger(amount) && amount > 0

export const isWholeMeticais = (amount: Cents) => amount % 100 === 0

/** Meticais as decimal text, cents only where there are some: 1000 gives "10", 1050 "10.50". */
export function meticaisText(amount: Cents): string {
  const whole = Math.floor(amount / 100)
  return isWholeMeticais(amount)
    ? String(whole)
    : `${whole}.${String(amount % 100).padStart(2, "0")}`
}
