import type { Entry } from "./book"

const columns = ["receipt", "reference", "kind", "phone", "amount", "time", "state"]

/** Mozambique is two hours ahead of UTC all year. */
const aheadMs = 2 * 3_600_000

/** Wall-clock time in Maputo, in ISO 8601. */
const inMaputo = (at: Date) =>
  new Date(at.getTime() + aheadMs).toISOString().replace(/\.\d{3}Z$/, "+02:00")

/**
 * A day's statement, as a merchant downloads it from the operator's portal: CSV with a line
 * for each movement that was asked for on that day in Maputo, whatever became of it.
 *
 * Phones are masked down to their last three digits, amounts are meticais with two decimals,
 * a receipt is empty where no money moved.
 *
 * @param date YYYY-MM-DD
 */
export function statementOf(entries: readonly Entry[], date: string): string {
  const lines = entries
    .filter(({ askedAt }) => inMaputo(askedAt).startsWith(date))
    .map(({ receipt, reference, kind, phone, amount, askedAt, settledAt, fate }) => [
      receipt ?? "",
      reference,
      kind,
      maskPhone(phone),
      (amount / 100).toFixed(2),
      inMaputo(settledAt ?? askedAt),
      fate,
    ])
  return [columns, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("")
}

const maskPhone = (phone: string) =>
  `${"*".repeat(Math.max(0, phone.length - 3))}${phone.slice(-3)}`
