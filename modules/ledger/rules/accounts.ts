/**
 * The accounts of the books. Debits are positive, credits negative, and every entry adds up to
 * nothing.
 *
 * - `gateway_clearing`: money at a gateway that is the marketplace's to hand on; one a gateway.
 * - `seller_pending`: owed to a seller, not due yet; one a seller.
 * - `seller_available`: owed to a seller, due; one a seller.
 * - `payouts`: on its way to a seller; one a seller.
 * - `commission`: what the marketplace earns.
 * - `promotions`: discounts the marketplace pays for.
 * - `gateway_fees`: what gateways keep.
 * - `buyer_refunds`: owed to buyers: paid for what is cancelled or has expired.
 * - `adjustments`: put right by hand.
 */
export const ledgerAccounts = [
  "gateway_clearing",
  "seller_pending",
  "seller_available",
  "payouts",
  "commission",
  "promotions",
  "gateway_fees",
  "buyer_refunds",
  "adjustments",
] as const

export type LedgerAccount = (typeof ledgerAccounts)[number]

/** One line of an entry. */
export type Posting = {
  account: LedgerAccount
  /** The gateway or seller whose account it is; empty for accounts there is one of. */
  owner: string
  /** Integer cents: debit positive, credit negative, never zero. */
  amount: number
}

/** Leaves out lines of nothing, and refuses what does not add up. */
export function balanced(postings: readonly Posting[]): Posting[] {
  const sum = postings.reduce((total, { amount }) => total + amount, 0)
  if (sum !== 0 || postings.some(({ amount }) => !Number.isSafeInteger(amount))) {
    throw new Error(`Postings do not add up: ${sum}`)
  }
  return postings.filter(({ amount }) => amount !== 0)
}
