import type { Claim } from "../shared/callbacks"
import type { Entry } from "../shared/book"

const madeUpReceipt = "FORGED00001"

/**
 * The body of a callback about a movement. Every second one spells the reference as other
 * markets do.
 */
export function callbackBody(entry: Entry, claim: Claim, index = 0): string {
  const isPaid = claim === "success" || (claim === "truth" && entry.fate === "completed")
  const receipt = isPaid ? (entry.receipt ?? madeUpReceipt) : "N/A"
  const spelling = index % 2 === 0 ? "input_ThirdPartyReference" : "input_ThirdPartyConversationID"
  return JSON.stringify({
    input_OriginalConversationID: entry.conversationId,
    [spelling]: entry.reference,
    input_TransactionID: receipt,
    input_ResultCode: isPaid ? "0" : "INS-6",
    input_ResultDesc: isPaid ? "Request processed successfully" : "Transaction failed",
  })
}
