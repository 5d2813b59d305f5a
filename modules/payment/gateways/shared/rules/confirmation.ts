import type { Outcome } from "../../gateway"

/** What a query said of a movement. */
export type Finding = {
  outcome: Outcome
  /** The gateway answered that it knows nothing of the movement, or nothing yet. */
  isUnheardOf: boolean
  /** The gateway's door is shut to queries as well: no access, or no such path. */
  isDenied: boolean
}

/**
 * What to believe where an answer said that no money moved, but in a way not to be relied on,
 * and a query was made to be sure.
 *
 * The query's word counts where it has one. Where the gateway has not heard of the movement,
 * or shuts both doors alike, the first answer stands. Otherwise nothing can be said.
 */
export function afterConfirmation(
  first: Outcome,
  { outcome, isUnheardOf, isDenied }: Finding
): Outcome {
  if (isUnheardOf || (isDenied && first.state === "misconfigured")) {
    return first
  }
  if (outcome.state === "refused" && first.state === "refused") {
    // That it failed both say; why, the first knows better.
    return first
  }
  return outcome
}
