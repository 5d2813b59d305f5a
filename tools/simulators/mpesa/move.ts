import type { WireFault } from "../shared/behaviour"
import { takenBack, type Book, type NewEntry } from "../shared/book"
import { perform } from "../shared/stage"
import type { RawAnswer } from "../shared/wire"
import { callbackBody } from "./callback-body"
import { centsOf } from "./check-request"
import { movementAnswer, refusal, unrecordedAnswer } from "./reply"
import type { Fields, MpesaRequest, Simulation } from "./simulation"

export type Say = (answer: RawAnswer, fault?: WireFault) => void

type Asked = {
  entry: NewEntry
  /** Reference of the movement that the script knows: of a reversal, the charge's. */
  subject: string
  /** The most that may move, in cents. */
  most: number
}

/** A charge, a payout or a reversal. */
export async function move(
  { stage, script }: Simulation,
  { operation, fields }: MpesaRequest,
  say: Say
): Promise<void> {
  const reference = fields.input_ThirdPartyReference ?? ""
  const ids = { conversationId: stage.ids.conversation(), reference }
  if (stage.book.find(reference) !== undefined) {
    say(refusal("INS-10", ids))
    return
  }
  const asked =
    operation === "reversal"
      ? reversalOf(stage.book, fields)
      : paymentOf(operation === "c2b" ? "charge" : "payout", fields)
  if (asked === undefined) {
    say(refusal("INS-18", ids))
    return
  }
  const { entry, subject, most } = asked
  const behaviour = script.next(operation, { reference: subject, phone: entry.phone })
  if (behaviour.fate === "none") {
    await stage.timers.pause(behaviour.settleMs ?? 0)
    say(...unrecordedAnswer(ids, behaviour.reply))
    return
  }
  if (entry.amount > most) {
    say(refusal("INS-15", ids))
    return
  }
  await perform(stage, {
    entry,
    behaviour,
    answer: (opened) => say(...movementAnswer(opened, behaviour.reply)),
    callbackBody,
  })
}

function paymentOf(kind: "charge" | "payout", fields: Fields): Asked {
  const reference = fields.input_ThirdPartyReference ?? ""
  return {
    entry: {
      kind,
      reference,
      orderReference: fields.input_TransactionReference ?? "",
      of: null,
      phone: `+${fields.input_CustomerMSISDN ?? ""}`,
      amount: centsOf(fields.input_Amount ?? ""),
    },
    subject: reference,
    most: Infinity,
  }
}

function reversalOf(book: Book, fields: Fields): Asked | undefined {
  const charge = book.find(fields.input_TransactionID ?? "")
  if (charge?.kind !== "charge" || charge.receipt === null) {
    return undefined
  }
  const { input_ReversalAmount: amount } = fields
  return {
    entry: {
      kind: "refund",
      reference: fields.input_ThirdPartyReference ?? "",
      orderReference: charge.orderReference,
      of: charge.receipt,
      phone: charge.phone,
      amount: amount === undefined ? charge.amount : centsOf(amount),
    },
    subject: charge.reference,
    most: charge.amount - takenBack(book, charge.receipt),
  }
}
