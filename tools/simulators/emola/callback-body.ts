import type { Claim } from "../shared/callbacks"
import type { Entry } from "../shared/book"

/** The body of a callback about a movement. Every second one spells the request id right. */
export function callbackBody(entry: Entry, claim: Claim, index = 0): string {
  const isPaid = claim === "success" || (claim === "truth" && entry.fate === "completed")
  return JSON.stringify({
    [index % 2 === 0 ? "reqeustId" : "requestId"]: entry.conversationId,
    transId: entry.reference,
    refNo: entry.orderReference,
    errorCode: isPaid ? "0" : "11",
    message: isPaid ? "Success" : "Customer gave no PIN",
  })
}
