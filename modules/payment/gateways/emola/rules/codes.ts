import type { RefusalReason } from "../../gateway"

/** What a code means: why money certainly did not move, or a state of `Outcome`. */
export type Meaning =
  | { reason: RefusalReason; isDoubtful?: true }
  | "misconfigured"
  | "busy"
  | "duplicate"
  | "pending"
  | "unknown"

type Table = Readonly<Record<string, Meaning>>

/**
 * `Result.error` of the gateway (mobile-money.md §2.5), without 0, which passes the question
 * on. Where it was too busy (5000, 6000) the same transId may be sent again: the business
 * service answers 14 where it was taken on after all.
 */
const gatewayTable: Table = {
  "1000": "misconfigured",
  "1001": "misconfigured",
  "1002": "misconfigured",
  "2000": "misconfigured",
  "2001": "misconfigured",
  "2002": "misconfigured",
  "2003": "unknown",
  "2004": "unknown",
  "2005": "unknown",
  "2007": "unknown",
  "3000": "misconfigured",
  "4000": "misconfigured",
  "4001": "misconfigured",
  "5000": "busy",
  "6000": "busy",
  "6001": "misconfigured",
  "6002": "misconfigured",
  "6003": "misconfigured",
  "6004": "misconfigured",
  "6005": "unknown",
  "7000": "unknown",
  "7001": "unknown",
  "8000": "misconfigured",
  "9001": "unknown",
  "9002": "misconfigured",
}

/** `errorCode` of the business service (mobile-money.md §2.6), without 0. */
const businessTable: Table = {
  "02": "misconfigured",
  "03": { reason: "declined" },
  "05": "misconfigured",
  "06": { reason: "amount_refused" },
  "07": { reason: "payer_not_found" },
  "08": "misconfigured",
  "09": "misconfigured",
  "10": "misconfigured",
  // No PIN was typed, or the payer said no; one query is to make sure.
  "11": { reason: "no_answer_from_payer", isDoubtful: true },
  "12": { reason: "payer_not_found" },
  "13": "unknown",
  "14": "duplicate",
  "15": "unknown",
  "20": { reason: "payer_busy" },
  "22": "pending",
  "23": "misconfigured",
  "24": "misconfigured",
  "25": "misconfigured",
  "26": "misconfigured",
  "27": "unknown",
  "28": "duplicate",
  "98": "misconfigured",
  "99": "unknown",
}

/** Answers of a query that know nothing of the movement, or nothing yet. */
const unheardOf = new Set(["13", "15", "27"])

const lookUp = (table: Table, code: string): Meaning =>
  (Object.hasOwn(table, code) ? table[code] : undefined) ?? "unknown"

export const gatewayMeaning = (code: string) => lookUp(gatewayTable, code)
export const businessMeaning = (code: string) => lookUp(businessTable, code)
export const isUnheardOf = (code: string) => unheardOf.has(code)
