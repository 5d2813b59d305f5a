import { median, ratios, rounded } from "./statistics"

export type Goal = { atLeast: number } | { atMost: number }

/** One line of the results. */
export type Row = {
  /** Stable name, such as `list-cached.requests`; limits.ts speaks of rows by it. */
  id: string
  what: string
  /** Unit of the measured values. */
  unit: string
  /** Measured values by what was measured, one a round. */
  rounds: Record<string, number[]>
  /** The median of each of them. */
  medians: Record<string, number>
  /** What the goal is held against: the median of the rounds' ratios, or of a measured value. */
  median: number
  /** "×" where `median` is a ratio, else the unit. */
  medianUnit: string
  goal: Goal | null
  reached: boolean | null
  note: string
  /** What keeps the goal from being reached; only where it is missed. */
  limit?: string
}

type Described = Pick<Row, "id" | "what" | "unit"> & {
  rounds: Record<string, number[]>
  goal?: Goal
  note?: string
}

function isReached(goal: Goal, value: number): boolean {
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost
}

function toRow(described: Described, value: number, medianUnit: string): Row {
  const { goal, note = "", rounds, ...rest } = described
  const kept = Object.entries(rounds).map(([name, values]) => [name, values.map(rounded)] as const)
  return {
    ...rest,
    rounds: Object.fromEntries(kept),
    medians: Object.fromEntries(kept.map(([name, values]) => [name, rounded(median(values))])),
    median: rounded(value),
    medianUnit,
    goal: goal ?? null,
    reached: goal === undefined ? null : isReached(goal, value),
    note,
  }
}

function series(described: Described, name: string): number[] {
  const values = described.rounds[name]
  if (values === undefined) {
    throw new Error(`${described.id} measured no "${name}"`)
  }
  return values
}

/** A row about one measured value over another. */
export function ratioRow(described: Described & { of: string; over: string }): Row {
  const { of, over, ...rest } = described
  return toRow(rest, median(ratios(series(rest, of), series(rest, over))), "×")
}

/** A row about one measured value itself. */
export function valueRow(described: Described & { of: string }): Row {
  const { of, ...rest } = described
  return toRow(rest, median(series(rest, of)), rest.unit)
}
