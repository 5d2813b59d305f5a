/** A part of a promotion's discount, on one line or delivery, in cents with a fraction. */
export type ExactPart = { target: string; cents: number }

export type WholePart = { target: string; cents: number }

/** Half a cent goes up; what division left behind the sixth place is noise. */
function rounded(cents: number): number {
  return Math.round(Number(cents.toFixed(6)))
}

/**
 * Gives the parts of one promotion whole cents that add up to its rounded sum: each gets its
 * whole cents, and those with the largest remainders one more.
 *
 * @param room most cents that each target can still take; what exceeds it is not given elsewhere
 */
export function roundDiscount(
  parts: readonly ExactPart[],
  room: ReadonlyMap<string, number>
): WholePart[] {
  const sum = rounded(parts.reduce((total, { cents }) => total + cents, 0))
  const whole = parts.map(({ target, cents }) => {
    const exact = Number(cents.toFixed(6))
    return { target, cents: Math.floor(exact), rest: exact - Math.floor(exact) }
  })
  let left = sum - whole.reduce((total, { cents }) => total + cents, 0)
  const byRest = whole
    .map((_part, index) => index)
    .sort((one, other) => (whole[other]?.rest ?? 0) - (whole[one]?.rest ?? 0) || one - other)
  for (const index of byRest) {
    const part = whole[index]
    if (part !== undefined && left > 0) {
      part.cents += 1
      left -= 1
    }
  }
  return whole.map(({ target, cents }) => ({
    target,
    cents: Math.max(0, Math.min(cents, room.get(target) ?? 0)),
  }))
}

/**
 * The same for several promotions in their order: together they never take more of a target than
 * it costs.
 *
 * @param worth cents that each target costs
 */
export function roundDiscounts<Code extends string>(
  promotions: readonly { code: Code; parts: readonly ExactPart[] }[],
  worth: ReadonlyMap<string, number>
): { code: Code; parts: WholePart[] }[] {
  const room = new Map(worth)
  return promotions.map(({ code, parts }) => {
    const given = roundDiscount(parts, room)
    for (const { target, cents } of given) {
      room.set(target, (room.get(target) ?? 0) - cents)
    }
    return { code, parts: given.filter(({ cents }) => cents > 0) }
  })
}
