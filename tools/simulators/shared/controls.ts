import type { Delivery } from "./callbacks"
import type { Entry, Fate, Movement, NewEntry } from "./book"
import type { Script, Step } from "./script"
import type { Heard, Stage } from "./stage"
import { statementOf } from "./statement"

/** What may be done to a running simulator beside asking it as an operator. */
export type Controls<AStep> = {
  /** Money that really moved, in the order it was asked for. */
  ledger: () => Movement[]
  /** All that was asked for and recorded, whatever became of it. */
  entries: () => readonly Entry[]
  /** Every request as it was heard. */
  heard: () => readonly Heard[]
  /** Every callback that went out. */
  deliveries: () => readonly Delivery[]
  /** A day's statement as CSV; the date is YYYY-MM-DD. */
  statement: (date: string) => string
  script: (...steps: AStep[]) => void
  clearScript: () => void
  /** The payer, or the operator, decides: a movement gets its fate, be it a second one. */
  settle: (reference: string, fate: Fate) => Entry | undefined
  /** Moves money that nobody asked for over the protocol. */
  record: (details: NewEntry) => Entry
  /** Posts any body to the callback's address. */
  callBack: (body: string) => Promise<void>
  setCallbackUrl: (url: string | undefined) => void
}

export function createControls<Operation extends string, Reply, AStep>(
  stage: Stage,
  script: Script<Operation, Reply>,
  toStep: (step: AStep) => Step<Operation, Reply>
): Controls<AStep> {
  const { book, callbacks, heard } = stage
  return {
    ledger: book.movements,
    entries: book.entries,
    heard: () => heard,
    deliveries: () => callbacks.deliveries,
    statement: (date) => statementOf(book.entries(), date),
    script: (...steps) => steps.forEach((step) => script.add(toStep(step))),
    clearScript: script.clear,
    settle: book.settle,
    record: (details) => {
      const entry = book.open(details)
      book.settle(entry.reference, "completed")
      return entry
    },
    callBack: callbacks.post,
    setCallbackUrl: (url) => {
      callbacks.url = url
    },
  }
}
