import type { Account } from "./account"
import type { BalanceTransaction } from "./objects"

/** One movement of money that really happened. */
export type LedgerEntry = {
  /** Id of the balance transaction. */
  id: string
  kind: BalanceTransaction["type"]
  /** Id of the charge or the refund. */
  source: string
  intentId: string
  /** `metadata[reference]` of the charge's intent, or of the refund. */
  reference: string | null
  /** Integer cents: positive to the merchant, negative from the merchant. */
  amount: number
  /** Integer cents that Stripe keeps. */
  fee: number
  /** ISO 4217, upper case. */
  currency: string
  /** UTC, ISO 8601. */
  at: string
}

export type Statement = {
  /** UTC day, YYYY-MM-DD. */
  date: string
  entries: LedgerEntry[]
  /** For each currency: integer cents. */
  totals: Record<string, { charged: number; refunded: number; fees: number; net: number }>
}

/** Every movement, in the order in which they happened. */
export function ledgerOf(account: Account): LedgerEntry[] {
  return [...account.transactions.values()].map((transaction) => {
    const refund = account.refunds.get(transaction.source)
    const charge = account.charges.get(refund?.charge ?? transaction.source)
    return {
      id: transaction.id,
      kind: transaction.type,
      source: transaction.source,
      intentId: charge?.payment_intent ?? "",
      reference: (refund ?? charge)?.metadata.reference ?? null,
      amount: transaction.amount,
      fee: transaction.fee,
      currency: transaction.currency.toUpperCase(),
      at: new Date(transaction.created * 1000).toISOString(),
    }
  })
}

/** The movements of one UTC day, and their sums. */
export function statementOf(account: Account, date: string): Statement {
  const entries = ledgerOf(account).filter(({ at }) => at.startsWith(`${date}T`))
  const totals: Statement["totals"] = {}
  for (const { kind, amount, fee, currency } of entries) {
    const total = (totals[currency] ??= { charged: 0, refunded: 0, fees: 0, net: 0 })
    total[kind === "charge" ? "charged" : "refunded"] += kind === "charge" ? amount : -amount
    total.fees += fee
    total.net += amount - fee
  }
  return { date, entries, totals }
}
