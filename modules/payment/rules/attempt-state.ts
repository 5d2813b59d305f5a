import type { Outcome } from "../gateways/gateway"

/**
 * Where an attempt stands.
 *
 * - `created`: written down; nobody has asked for the charge yet.
 * - `queued`: to be sent, for the first time or again under the same reference.
 * - `sent`: a request is, or was, on its way; what became of it nobody knows yet.
 * - `pending`: the gateway has it and waits for the payer.
 * - `unknown`: the gateway is asked until it says.
 * - `needs_review`: it was asked for a day and did not say; a person looks into it.
 * - `succeeded`, `failed`: final, but for a late success of what was called failed.
 * - `cancelled`: it was given up before any request was made.
 */
export const attemptStates = [
  "created",
  "queued",
  "sent",
  "pending",
  "unknown",
  "needs_review",
  "succeeded",
  "failed",
  "cancelled",
] as const

export type AttemptState = (typeof attemptStates)[number]

/** States in which money may still move, or may have moved: no second attempt may be made. */
export const openStates = [
  "created",
  "queued",
  "sent",
  "pending",
  "unknown",
  "needs_review",
] as const

/** States in which the gateway is asked what became of a charge. */
export const askedStates = ["sent", "pending", "unknown"] as const

export type Asked = "charge" | "query"

/** What is called so of a charge and otherwise of a refund. */
type Ends<State> = {
  /** The gateway refused: nothing moved. */
  refused: State
  /** It had moved, and was taken back at the gateway. */
  reversed: State
  /** No machine can do it as things are. */
  impossible: State
}

/**
 * The state that an answer leads to; undefined where it says nothing new. Never back to
 * `queued` by a question: a second request could move money twice.
 *
 * @param asked what was asked for: a query that fails says nothing of the movement
 */
export function stateAfterAnswer<State>(
  state: State | "succeeded",
  asked: Asked,
  outcome: Outcome,
  ends: Ends<State>
): State | "succeeded" | "pending" | "queued" | "unknown" | undefined {
  if (state === "succeeded") {
    return undefined
  }
  switch (outcome.state) {
    case "succeeded":
    case "pending":
      return outcome.state
    case "refused":
    case "reversed":
      return ends[outcome.state]
    case "misconfigured":
    case "unsupported":
      return asked === "charge" ? ends.impossible : undefined
    case "not_sent":
    case "busy":
      return asked === "charge" ? "queued" : undefined
    case "duplicate":
    case "unknown":
      return asked === "charge" ? "unknown" : undefined
  }
}

/** Where an answer leads an attempt. */
export function stateAfter(
  state: AttemptState,
  asked: Asked,
  outcome: Outcome
): AttemptState | undefined {
  const ends = { refused: "failed", reversed: "failed", impossible: "failed" } as const
  return stateAfterAnswer<AttemptState>(state, asked, outcome, ends)
}

/** Milliseconds from the sending to each question after it; the last is repeated. */
const pauses = [10, 20, 40, 60, 120, 300, 900].map((seconds) => seconds * 1000)

/** How long to wait before the next call, in ms, after so many. */
export function pauseAfter(calls: number, factor = 1): number {
  return (pauses[Math.min(calls, pauses.length - 1)] ?? 0) * factor
}

/** How long an answer is asked for before a person has to, in ms. */
export const askedForMs = 24 * 60 * 60 * 1000
