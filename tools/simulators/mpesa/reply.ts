import { z } from "zod"
import { wireFault, type WireFault } from "../shared/behaviour"
import type { Entry, Fate } from "../shared/book"
import type { RawAnswer } from "../shared/wire"
import { statusOf } from "./codes"

/** What M-Pesa may say in place of the truth. */
export const mpesaReply = z.union([
  z.strictObject({
    type: z.literal("code"),
    /** Such as INS-5; with an empty TransactionID, or "N/A". */
    code: z.string(),
  }),
  /** Taken on and no more: INS-0 without a TransactionID. */
  z.strictObject({ type: z.literal("accepted") }),
  /** The truth, under somebody else's reference. */
  z.strictObject({ type: z.literal("anothers") }),
  /** Of a query: the movement's status, such as Cancelled, or N/A. */
  z.strictObject({ type: z.literal("status"), status: z.string() }),
  wireFault,
])

export type MpesaReply = z.infer<typeof mpesaReply>

type Fields = Readonly<Record<string, string>>

const answerOf = (code: string, fields: Fields): RawAnswer => ({
  status: statusOf(code),
  contentType: "application/json",
  body: JSON.stringify({
    output_ResponseCode: code,
    output_ResponseDesc: code === "INS-0" ? "Request processed successfully" : `Refused: ${code}`,
    ...fields,
  }),
})

const codeOfFate: Readonly<Record<Exclude<Fate, "completed" | "pending">, string>> = {
  cancelled: "INS-5",
  expired: "INS-9",
  failed: "INS-6",
}

type Ids = { conversationId: string; reference: string }

/** An answer with a code alone, to a request of which nothing was recorded. */
export const refusal = (code: string, { conversationId, reference }: Ids) =>
  answerOf(code, {
    output_ConversationID: conversationId,
    output_TransactionID: "N/A",
    output_ThirdPartyReference: reference,
  })

/** The answer to a request that moves money, by what became of it. */
function truth(entry: Entry, reference: string): RawAnswer {
  if (entry.fate !== "completed" && entry.fate !== "pending") {
    return refusal(codeOfFate[entry.fate], { ...entry, reference })
  }
  return answerOf("INS-0", {
    output_ConversationID: entry.conversationId,
    ...(entry.receipt === null ? {} : { output_TransactionID: entry.receipt }),
    output_ThirdPartyReference: reference,
  })
}

/** The answer to a movement, and what goes wrong with it. */
export function movementAnswer(
  entry: Entry,
  reply: MpesaReply | undefined
): [RawAnswer, WireFault?] {
  const { reference } = entry
  switch (reply?.type) {
    case undefined:
    case "status":
      return [truth(entry, reference)]
    case "anothers":
      return [truth(entry, "ANOTHERSREFERENCE000")]
    case "accepted":
      return [truth({ ...entry, fate: "pending", receipt: null }, reference)]
    case "code":
      return [refusal(reply.code, entry)]
    default:
      return [truth(entry, reference), reply]
  }
}

/** The answer to a request of which nothing is recorded, and what goes wrong with it. */
export function unrecordedAnswer(ids: Ids, reply: MpesaReply | undefined): [RawAnswer, WireFault?] {
  switch (reply?.type) {
    case undefined:
    case "accepted":
    case "anothers":
    case "status":
      return [refusal("INS-1", ids)]
    case "code":
      return [refusal(reply.code, ids)]
    default:
      return [refusal("INS-1", ids), reply]
  }
}

const wordOfFate: Readonly<Record<Fate, string>> = {
  completed: "Completed",
  cancelled: "Cancelled",
  expired: "Expired",
  failed: "Failed",
  pending: "N/A",
}

/** What a query says of a movement; `Reversed` where all of it was taken back. */
export const wordOf = (entry: Entry | undefined, isTakenBack: boolean) =>
  isTakenBack ? "Reversed" : entry === undefined ? "N/A" : wordOfFate[entry.fate]

/** The answer to a query, and what goes wrong with it. */
export function queryAnswer(
  word: string,
  ids: Ids,
  reply: MpesaReply | undefined
): [RawAnswer, WireFault?] {
  const of = (status: string, reference = ids.reference) =>
    answerOf("INS-0", {
      output_ConversationID: ids.conversationId,
      output_ResponseTransactionStatus: status,
      output_ThirdPartyReference: reference,
    })
  switch (reply?.type) {
    case undefined:
    case "accepted":
      return [of(word)]
    case "status":
      return [of(reply.status)]
    case "anothers":
      return [of(word, "ANOTHERSREFERENCE000")]
    case "code":
      return [refusal(reply.code, ids)]
    default:
      return [of(word), reply]
  }
}
