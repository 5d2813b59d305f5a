/**
 * The value below which a share of the values lies, by the nearest rank.
 *
 * @param share from 0 to 1, such as 0.95
 * @throws where there is no value
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) {
    throw new Error("There is nothing to take a percentile of")
  }
  return value
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const lower = percentile(sorted, 0.5)
  return sorted.length % 2 === 1 ? lower : (lower + (sorted[sorted.length / 2] ?? lower)) / 2
}

/** Round by round, one series over another: what changes on the machine between rounds cancels out. */
export function ratios(above: readonly number[], below: readonly number[]): number[] {
  return above.map((value, round) => value / (below[round] ?? Number.NaN))
}

/** Rounded to three significant digits or to whole numbers, whichever says more. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
