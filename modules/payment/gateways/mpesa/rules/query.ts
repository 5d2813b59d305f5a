import type { Outcome, Question, Reference } from "../../gateway"
import type { Finding } from "../../shared/rules/confirmation"
import type { MpesaAnswer } from "./answer"
import { isDoorShut, type MovementReply } from "./movement"

/** Whole words: "unpaid" holds "paid". In lower case. */
const paid = new Set(["completed", "success"])
const refused: Readonly<Record<string, Outcome>> = {
  cancelled: { state: "refused", reason: "cancelled_by_payer" },
  expired: { state: "refused", reason: "no_answer_from_payer" },
  failed: { state: "refused", reason: "declined" },
  rejected: { state: "refused", reason: "declined" },
}

const noInformation: Finding = {
  outcome: { state: "unknown" },
  isUnheardOf: false,
  isDenied: false,
}

/**
 * What the answer to a status query says of the movement asked for (mobile-money.md §1.7).
 * INS-0 says only that the query worked; anything else, that nothing is known. Nothing but a
 * status of the movement may end in a refusal: a query that fails says nothing of the money.
 *
 * @param references under which an answer is taken for ours: the query's own, and the
 * movement's, which some gateways give back instead
 */
export function readQuery(
  reply: MovementReply,
  kind: Question["kind"],
  references: readonly Reference[]
): Finding {
  const { status, fault, answer } = reply
  if (fault !== null || status === null || status < 200 || status > 299 || answer === undefined) {
    return { ...noInformation, isDenied: isDoorShut(reply) }
  }
  const isOurs = answer.reference === null || references.includes(answer.reference)
  return answer.code === "INS-0" && isOurs ? readStatus(answer, kind) : noInformation
}

function readStatus({ status, receipt }: MpesaAnswer, kind: Question["kind"]): Finding {
  if (status === null) {
    return { outcome: { state: "pending" }, isUnheardOf: true, isDenied: false }
  }
  return { outcome: outcomeOf(status, receipt, kind), isUnheardOf: false, isDenied: false }
}

function outcomeOf(status: string, receipt: string | null, kind: Question["kind"]): Outcome {
  if (paid.has(status)) {
    return { state: "succeeded", receipt }
  }
  // Of a refund it may say either that it was made, or that it was taken back.
  if (status === "reversed" && kind !== "refund") {
    return { state: "reversed" }
  }
  const refusal = Object.hasOwn(refused, status) ? refused[status] : undefined
  return refusal ?? { state: "pending" }
}

/** Whether the gateway was reached and could not make anything of the id it was asked with. */
export const isIdUnknown = ({ fault, answer }: MovementReply) =>
  fault === null && answer?.code != null && answer.code !== "INS-0"
