import { takenBack, type Book, type Entry } from "../shared/book"
import type { RawAnswer } from "../shared/wire"
import type { Say } from "./move"
import { queryAnswer, wordOf } from "./reply"
import type { Fields, Simulation } from "./simulation"

/** A query of a movement's status, by any of its ids. */
export function askStatus({ stage, script }: Simulation, fields: Fields, say: Say): void {
  const entry = stage.book.find(fields.input_QueryReference ?? "")
  const charge = entry?.of == null ? entry : (stage.book.find(entry.of) ?? entry)
  const reply = charge === undefined ? undefined : script.next("query", charge).reply
  const ids = {
    conversationId: stage.ids.conversation(),
    reference: fields.input_ThirdPartyReference ?? "",
  }
  say(...queryAnswer(wordOf(entry, isTakenBack(stage.book, entry)), ids, reply))
}

function isTakenBack(book: Book, entry: Entry | undefined): boolean {
  const receipt = entry?.kind === "charge" ? entry.receipt : null
  return receipt !== null && entry?.amount === takenBack(book, receipt)
}

const masked = { output_ResultCode: "0", output_ResultDesc: "Success" }

/** A query of a customer's name; every customer has the same. */
export function askName(fields: Fields, say: (answer: RawAnswer) => void): void {
  say({
    status: 200,
    contentType: "application/json",
    body: JSON.stringify({
      ...masked,
      output_CustomerName: "Am*lia Mo**ane",
      output_ThirdPartyReference: fields.input_ThirdPartyReference ?? "",
    }),
  })
}
