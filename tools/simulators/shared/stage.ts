import { randomUUID } from "node:crypto"
import type { Behaviour } from "./behaviour"
import { createBook, type Book, type Entry, type NewEntry } from "./book"
import { createCallbacks, type Callbacks, type Claim } from "./callbacks"
import { createIds, type Ids } from "./ids"
import { createTimers, type Timers } from "./timers"

export type StageOptions = {
  /** Fixes ids and the order of callbacks; else they differ with every start. */
  seed?: string | undefined
  /** Milliseconds that a payer takes for the PIN; none unless said otherwise. */
  pinMs?: number | undefined
  /** Milliseconds until a PIN that never comes is given up; null never. 60 s unless said otherwise. */
  pinTimeoutMs?: number | null | undefined
  /** Where callbacks go; nowhere unless said. */
  callbackUrl?: string | undefined
  now?: (() => Date) | undefined
}

/** A request as it was heard, for tests that count them. */
export type Heard = { operation: string; fields: Readonly<Record<string, string>>; at: string }

/** What an operator needs to play its part. */
export type Stage = {
  ids: Ids
  timers: Timers
  book: Book
  callbacks: Callbacks
  heard: Heard[]
  pinMs: number
  pinTimeoutMs: number | null
  now: () => Date
}

export function createStage(options: StageOptions, callbackContentType: string): Stage {
  const ids = createIds(options.seed ?? randomUUID())
  const timers = createTimers()
  const now = options.now ?? (() => new Date())
  return {
    ids,
    timers,
    now,
    book: createBook(ids, now),
    callbacks: createCallbacks(options.callbackUrl, callbackContentType, { ids, timers }),
    heard: [],
    pinMs: options.pinMs ?? 0,
    pinTimeoutMs: options.pinTimeoutMs === undefined ? 60_000 : options.pinTimeoutMs,
  }
}

export type Performance<Reply> = {
  entry: NewEntry
  behaviour: Behaviour<Reply>
  answer: (entry: Entry) => void
  callbackBody: (entry: Entry, claim: Claim, index: number) => string
}

/**
 * Plays a movement: the payer decides, money moves or does not, the answer goes out, and
 * callbacks do, in the order that the behaviour says. What happens to the money happens even
 * where who asked is gone.
 */
export async function perform<Reply>(
  stage: Stage,
  { entry: details, behaviour, answer, callbackBody }: Performance<Reply>
): Promise<void> {
  const entry = stage.book.open(details)
  const { callback } = behaviour
  const callBack = async () => {
    if (callback !== undefined) {
      await stage.callbacks.play(callback, (claim, index) => callbackBody(entry, claim, index))
    }
  }
  if (behaviour.answer === "before") {
    answer(entry)
  }
  const settled = new Promise<void>((resolve) => stage.book.whenSettled(entry, resolve))
  decide(stage, entry, behaviour)
  await settled
  if (callback?.when === "before_answer") {
    await callBack()
  }
  if (behaviour.answer !== "before") {
    answer(entry)
  }
  if (callback?.when === "after_settling") {
    await callBack()
  }
}

function decide<Reply>(stage: Stage, entry: Entry, { fate, settleMs }: Behaviour<Reply>): void {
  const wanted = fate === undefined || fate === "none" ? "completed" : fate
  if (wanted !== "pending") {
    const usualMs = entry.kind === "charge" ? stage.pinMs : 0
    stage.timers.after(settleMs ?? usualMs, () => stage.book.settle(entry.reference, wanted))
  } else if (stage.pinTimeoutMs !== null) {
    stage.timers.after(stage.pinTimeoutMs, () => {
      if (entry.fate === "pending") {
        stage.book.settle(entry.reference, "expired")
      }
    })
  }
}
