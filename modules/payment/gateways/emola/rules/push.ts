import type { Outcome } from "../../gateway"
import type { EmolaAnswer } from "./answer"
import { businessMeaning, gatewayMeaning, type Meaning } from "./codes"

/** What came back of a message. */
export type EmolaReplyFacts = {
  sent: boolean
  status: number | null
  fault: string | null
  answer: EmolaAnswer | undefined
}

export type PushReading = {
  outcome: Outcome
  /** It says that nothing moved, but only a query makes that sure. */
  isDoubtful: boolean
}

const sure = (state: Exclude<Outcome["state"], "refused" | "succeeded">): PushReading => ({
  outcome: { state },
  isDoubtful: false,
})

/**
 * What the answer to a push, or to a disbursement, says of the money. A 0 of the business
 * service is a payment to some merchants and only an acceptance to others: it is taken for
 * the latter unless `trustPush` says otherwise (mobile-money.md §2.7).
 */
export function readPush(reply: EmolaReplyFacts, trustPush: boolean): PushReading {
  const { sent, status, fault, answer } = reply
  if (!sent) {
    return sure("not_sent")
  }
  if (fault !== null || status === null || answer?.error == null) {
    return sure("unknown")
  }
  if (answer.error !== "0") {
    return read(gatewayMeaning(answer.error))
  }
  if (answer.errorCode === null) {
    return sure("unknown")
  }
  return answer.errorCode === "0"
    ? readSuccess(status, trustPush)
    : read(businessMeaning(answer.errorCode))
}

function readSuccess(status: number, trustPush: boolean): PushReading {
  if (status < 200 || status > 299) {
    return sure("unknown")
  }
  return trustPush
    ? { outcome: { state: "succeeded", receipt: null }, isDoubtful: false }
    : sure("pending")
}

function read(meaning: Meaning): PushReading {
  return typeof meaning === "string"
    ? sure(meaning)
    : {
        outcome: { state: "refused", reason: meaning.reason },
        isDoubtful: meaning.isDoubtful ?? false,
      }
}
