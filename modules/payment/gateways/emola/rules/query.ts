import type { Finding } from "../../shared/rules/confirmation"
import type { Outcome } from "../../gateway"
import { isUnheardOf } from "./codes"
import type { EmolaReplyFacts } from "./push"

const noInformation: Finding = {
  outcome: { state: "unknown" },
  isUnheardOf: false,
  isDenied: false,
}

/**
 * What the answer to a query says of the movement asked for (mobile-money.md §2.7). It is paid
 * only where all three layers say so: `Result.error` 0, `errorCode` 0, and `orgResponseCode`
 * one of the codes for paid. Beware: 00 there means that it failed.
 */
export function readQuery(
  { status, fault, answer }: EmolaReplyFacts,
  codes: { paid: readonly string[]; failed: readonly string[] }
): Finding {
  const isAnswered = fault === null && status !== null && status >= 200 && status <= 299
  if (!isAnswered || answer?.error !== "0" || answer.errorCode === null) {
    return noInformation
  }
  if (isUnheardOf(answer.errorCode)) {
    return { outcome: { state: "pending" }, isUnheardOf: true, isDenied: false }
  }
  return answer.errorCode === "0"
    ? { ...noInformation, outcome: outcomeOf(answer.orgResponseCode, codes) }
    : noInformation
}

function outcomeOf(
  orgResponseCode: string | null,
  { paid, failed }: { paid: readonly string[]; failed: readonly string[] }
): Outcome {
  if (orgResponseCode !== null && paid.includes(orgResponseCode)) {
    return { state: "succeeded", receipt: null }
  }
  return orgResponseCode !== null && failed.includes(orgResponseCode)
    ? { state: "refused", reason: "declined" }
    : { state: "pending" }
}
