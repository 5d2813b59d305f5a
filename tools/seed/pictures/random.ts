import { createHash } from "node:crypto"

/** Draws numbers that a seed text fixes for ever. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** From `low` up to, not including, `high`. */
  between: (low: number, high: number) => number
  /** A whole number from `low` to `high`, both included. */
  whole: (low: number, high: number) => number
  /** One of the values; throws for an empty list. */
  pick: <Value>(values: readonly Value[]) => Value
}

/** A generator (mulberry32) whose numbers depend on the seed text alone. */
export function randomOf(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const between = (low: number, high: number) => low + next() * (high - low)
  const pick = <Value>(values: readonly Value[]) => {
    const index = Math.floor(next() * values.length)
    if (!(index in values)) {
      throw new Error("There is nothing to pick from")
    }
    return values[index] as Value
  }
  return { next, between, whole: (low, high) => Math.floor(between(low, high + 1)), pick }
}
