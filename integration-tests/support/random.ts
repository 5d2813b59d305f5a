/** Random numbers that a seed repeats: mulberry32. */
export type Random = {
  /** From 0, below 1. */
  next: () => number
  /** A whole number from 0, below `below`. */
  below: (below: number) => number
  pick: <T>(values: readonly T[]) => T
}

/** The seed of a run: TEST_SEED, or one of this moment, which a failure's message names. */
export function seedOfRun(): number {
  const given = process.env.TEST_SEED
  return given === undefined ? Date.now() % 2 ** 31 : Number(given)
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) {
        throw new Error("There is nothing to pick from")
      }
      return value
    },
  }
}
