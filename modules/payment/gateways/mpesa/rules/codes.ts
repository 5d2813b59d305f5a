import type { RefusalReason } from "../../gateway"

/** Operations that move money. */
export type MovingOperation = "c2b" | "b2c" | "reversal"

const reasons = [
  "cancelled_by_payer",
  "insufficient_funds",
  "no_answer_from_payer",
  "payer_not_found",
  "payer_not_active",
  "payer_busy",
  "amount_refused",
  "declined",
] as const satisfies readonly RefusalReason[]

const states = ["misconfigured", "busy", "duplicate", "unknown"] as const

/** What a code means: why money certainly did not move, or a state of `Outcome`. */
export type Meaning = RefusalReason | (typeof states)[number]

export const meanings: readonly Meaning[] = [...reasons, ...states]

export const isReason = (meaning: Meaning): meaning is RefusalReason =>
  reasons.some((reason) => reason === meaning)

/**
 * The operator's table (mobile-money.md §1.6), without INS-0. INS-16, too busy, may be sent
 * again under the same reference: the operator refuses that with INS-10 where it lied.
 */
const ofAllOperations: Readonly<Record<string, Meaning>> = {
  "INS-1": "unknown",
  "INS-2": "misconfigured",
  "INS-4": "payer_not_active",
  "INS-5": "cancelled_by_payer",
  "INS-6": "declined",
  "INS-9": "unknown",
  "INS-10": "duplicate",
  "INS-13": "misconfigured",
  "INS-14": "misconfigured",
  "INS-15": "amount_refused",
  "INS-16": "busy",
  "INS-17": "misconfigured",
  "INS-18": "misconfigured",
  "INS-19": "misconfigured",
  "INS-20": "misconfigured",
  "INS-21": "misconfigured",
  "INS-22": "misconfigured",
  "INS-23": "unknown",
  "INS-24": "misconfigured",
  "INS-25": "misconfigured",
  "INS-26": "misconfigured",
  "INS-993": "declined",
  "INS-994": "declined",
  "INS-995": "declined",
  "INS-996": "payer_not_active",
  "INS-997": "declined",
  "INS-998": "misconfigured",
  "INS-2001": "declined",
  "INS-2002": "payer_not_found",
  "INS-2006": "insufficient_funds",
  "INS-2051": "payer_not_found",
  "INS-2057": "misconfigured",
}

/** Where the merchant pays, its initiator and its balance are what these codes speak of. */
const ofPayingOut: Readonly<Record<string, Meaning>> = {
  "INS-2001": "misconfigured",
  "INS-2006": "misconfigured",
}

/** Codes that say no, but not so surely that a query may be spared. */
const inNeedOfConfirmation = new Set(["INS-6"])

export const needsConfirmation = (code: string) => inNeedOfConfirmation.has(code)

/** Codes that a merchant's contract gives another meaning; they go before the table. */
export type CodeOverrides = Readonly<Record<string, Meaning>>

export function meaningOf(
  code: string,
  operation: MovingOperation,
  overrides: CodeOverrides
): Meaning {
  const ofOperation = operation === "c2b" ? undefined : lookUp(ofPayingOut, code)
  return lookUp(overrides, code) ?? ofOperation ?? lookUp(ofAllOperations, code) ?? "unknown"
}

/** An operator's text may be any, such as the name of a property that every object has. */
const lookUp = (table: CodeOverrides, code: string): Meaning | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined
