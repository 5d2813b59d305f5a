import type { Outcome, Reference } from "../../gateway"
import type { MpesaAnswer } from "./answer"
import {
  isReason,
  meaningOf,
  needsConfirmation,
  type CodeOverrides,
  type MovingOperation,
} from "./codes"

/** What came back of a request that was to move money. */
export type MovementReply = {
  sent: boolean
  status: number | null
  fault: string | null
  answer: MpesaAnswer | undefined
}

export type MovementReading = {
  outcome: Outcome
  /** It says that nothing moved, but only a query makes that sure. */
  isDoubtful: boolean
}

const unknown: MovementReading = { outcome: { state: "unknown" }, isDoubtful: false }

/** Statuses of a firewall, of keys that do not fit, and of a wrong path or port. */
const doorShut = new Set([401, 403, 404, 405])

/**
 * What an answer says of the money. The code decides, never the HTTP status, which is 401 for
 * a wrong key and for a payer who said no (mobile-money.md §0 rule 4).
 */
export function readMovement(
  reply: MovementReply,
  expected: { operation: MovingOperation; reference: Reference; overrides: CodeOverrides }
): MovementReading {
  const { sent, fault, answer, status } = reply
  if (!sent) {
    return { outcome: { state: "not_sent" }, isDoubtful: false }
  }
  if (fault !== null || status === null) {
    return unknown
  }
  if (answer?.code == null) {
    return isDoorShut(reply) ? { outcome: { state: "misconfigured" }, isDoubtful: true } : unknown
  }
  if (answer.reference !== null && answer.reference !== expected.reference) {
    // Another's answer says nothing of this movement.
    return unknown
  }
  if (answer.code === "INS-0") {
    return readSuccess(status, answer)
  }
  const meaning = meaningOf(answer.code, expected.operation, expected.overrides)
  return {
    outcome: isReason(meaning) ? { state: "refused", reason: meaning } : { state: meaning },
    isDoubtful: isReason(meaning) && needsConfirmation(answer.code),
  }
}

/** Without a receipt it is taken on and no more: the operator's asynchronous mode (§1.8). */
function readSuccess(status: number, { receipt }: MpesaAnswer): MovementReading {
  if (status < 200 || status > 299) {
    return unknown
  }
  const outcome: Outcome = receipt === null ? { state: "pending" } : { state: "succeeded", receipt }
  return { outcome, isDoubtful: false }
}

/** Whether an answer without a code comes from a door that did not let the request in. */
export const isDoorShut = ({ status, fault, answer }: MovementReply) =>
  fault === null && answer?.code == null && status !== null && doorShut.has(status)
