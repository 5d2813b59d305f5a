import { z } from "zod"
import { wireFault, type WireFault } from "../shared/behaviour"
import type { Entry, Fate } from "../shared/book"
import type { RawAnswer } from "../shared/wire"
import { answerXml, faultXml, gatewayErrorXml, type Business } from "./write-envelope"

/** What e-Mola may say in place of the truth. */
export const emolaReply = z.union([
  /** The gateway's own code, such as 2007. */
  z.strictObject({ type: z.literal("gateway"), error: z.string() }),
  /** The business service's code, such as 11. */
  z.strictObject({ type: z.literal("business"), errorCode: z.string() }),
  /** Of a query: what became of the movement; null leaves it out. */
  z.strictObject({ type: z.literal("org"), code: z.string().nullable() }),
  z.strictObject({ type: z.literal("soap_fault") }),
  /** The truth, spelled otherwise. */
  z.strictObject({
    type: z.literal("truth"),
    originalAs: z.enum(["escaped", "cdata"]).optional(),
    requestIdAs: z.enum(["reqeustId", "requestId"]).optional(),
  }),
  wireFault,
])

export type EmolaReply = z.infer<typeof emolaReply>

const xml = (body: string, status = 200): RawAnswer => ({
  status,
  contentType: "text/xml; charset=UTF-8",
  body,
})

export const gatewayError = (error: string) => xml(gatewayErrorXml(error))

const errorCodeOfFate: Readonly<Record<Fate, string>> = {
  completed: "0",
  pending: "22",
  cancelled: "11",
  expired: "11",
  failed: "03",
}

const orgCodeOfFate: Readonly<Record<Fate, string | null>> = {
  completed: "01",
  pending: null,
  cancelled: "00",
  expired: "00",
  failed: "00",
}

/** What is true of a push or a disbursement. */
export const movementTruth = (wscode: string, entry: Entry): Business => ({
  wscode,
  requestId: entry.conversationId,
  errorCode: errorCodeOfFate[entry.fate],
  orgResponseCode: null,
})

/** What is true of a movement that is asked for; 15 where there is none. */
export const queryTruth = (
  wscode: string,
  requestId: string,
  entry: Entry | undefined
): Business => ({
  wscode,
  requestId,
  errorCode: entry === undefined ? "15" : "0",
  orgResponseCode: entry === undefined ? null : orgCodeOfFate[entry.fate],
})

/** The answer, and what goes wrong with it. */
export function answerOf(truth: Business, reply: EmolaReply | undefined): [RawAnswer, WireFault?] {
  switch (reply?.type) {
    case undefined:
      return [xml(answerXml(truth))]
    case "truth":
      return [xml(answerXml(truth, reply))]
    case "gateway":
      return [gatewayError(reply.error)]
    case "business":
      return [xml(answerXml({ ...truth, errorCode: reply.errorCode }))]
    case "org":
      return [xml(answerXml({ ...truth, orgResponseCode: reply.code }))]
    case "soap_fault":
      return [xml(faultXml(), 500)]
    default:
      return [xml(answerXml(truth)), reply]
  }
}
