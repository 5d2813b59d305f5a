/** How much of a line's base a rule takes: each figure applies to one line of an order. */
export type CommissionTerms = {
  /** Hundredths of a percent: 1250 is 12.5 %. */
  basisPoints: number
  /** Cents added to the share. */
  fixed: number
  /** The least a line pays, in cents; null where there is no least. */
  floor: number | null
  /** The most a line pays, in cents; null where there is no most. */
  cap: number | null
}

/** `amount × basisPoints / 10,000` in whole cents, half a cent away from zero. */
export function shareOf(amount: number, basisPoints: number): number {
  // Whole numbers throughout: 10,000 × cents is exact far beyond any order.
  const product = BigInt(amount) * BigInt(basisPoints)
  const half = product < 0n ? -5_000n : 5_000n
  return Number((product + half) / 10_000n)
}

/**
 * The commission on one line, in cents: never below zero, never above the base.
 *
 * @param base what the line's goods bring, in cents: see docs/adr/0015
 */
export function commissionOn(base: number, terms: CommissionTerms): number {
  if (base <= 0) {
    return 0
  }
  const share = shareOf(base, terms.basisPoints) + terms.fixed
  const bounded = Math.min(Math.max(share, terms.floor ?? 0), terms.cap ?? Infinity)
  return Math.min(Math.max(bounded, 0), base)
}
