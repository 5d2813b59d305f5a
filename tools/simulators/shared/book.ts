import { EventEmitter } from "node:events"
import type { Ids } from "./ids"

export const fates = ["pending", "completed", "cancelled", "expired", "failed"] as const

/** What became of a movement of money; only `completed` has moved any. */
export type Fate = (typeof fates)[number]

export type Kind = "charge" | "refund" | "payout"

/** A movement that was asked for, whatever became of it. */
export type Entry = {
  kind: Kind
  /** Of who asked: third-party reference, transId. */
  reference: string
  /** What the payer reads on a statement. */
  orderReference: string
  /** Of a refund, the receipt of the charge that it takes back; null otherwise. */
  of: string | null
  /** E.164. */
  phone: string
  /** Cents of MZN. */
  amount: number
  conversationId: string
  /** Null until the money has moved. */
  receipt: string | null
  fate: Fate
  askedAt: Date
  settledAt: Date | null
}

/** Money that really moved. Times are UTC in ISO 8601. */
export type Movement = Omit<Entry, "receipt" | "fate" | "askedAt" | "settledAt"> & {
  receipt: string
  at: string
}

export type NewEntry = Pick<
  Entry,
  "kind" | "reference" | "orderReference" | "of" | "phone" | "amount"
>

/** What an operator knows: the truth that tests compare with. */
export type Book = {
  open: (details: NewEntry) => Entry
  /** Gives an entry its fate; undefined where there is none. An operator may change its mind. */
  settle: (reference: string, fate: Fate) => Entry | undefined
  /** Calls back once the entry is not pending; at once where it is not. */
  whenSettled: (entry: Entry, act: () => void) => void
  /** By reference, conversation id or receipt. */
  find: (id: string) => Entry | undefined
  entries: () => readonly Entry[]
  movements: () => Movement[]
}

export function createBook(ids: Ids, now: () => Date): Book {
  const entries = new Map<string, Entry>()
  const settlements = new EventEmitter().setMaxListeners(0)

  return {
    open: (details) => {
      const entry: Entry = {
        ...details,
        conversationId: ids.conversation(),
        receipt: null,
        fate: "pending",
        askedAt: now(),
        settledAt: null,
      }
      entries.set(entry.reference, entry)
      return entry
    },
    settle: (reference, fate) => {
      const entry = entries.get(reference)
      if (entry !== undefined) {
        entry.fate = fate
        entry.settledAt = now()
        if (fate === "completed") {
          entry.receipt ??= ids.receipt()
        }
        settlements.emit(reference)
      }
      return entry
    },
    whenSettled: (entry, act) => {
      if (entry.fate === "pending") {
        settlements.once(entry.reference, act)
      } else {
        act()
      }
    },
    find: (id) =>
      entries.get(id) ??
      [...entries.values()].find(
        ({ conversationId, receipt }) => conversationId === id || receipt === id
      ),
    entries: () => [...entries.values()],
    movements: () => [...entries.values()].flatMap(toMovement),
  }
}

function toMovement({ receipt, fate, askedAt: _asked, settledAt, ...rest }: Entry): Movement[] {
  return fate === "completed" && receipt !== null && settledAt !== null
    ? [{ ...rest, receipt, at: settledAt.toISOString() }]
    : []
}

/** What of a charge, by its receipt, has been taken back or is about to be, in cents. */
export function takenBack(book: Book, receipt: string): number {
  return book
    .entries()
    .filter(({ kind, of, fate }) => kind === "refund" && of === receipt && isOpenOrDone(fate))
    .reduce((sum, { amount }) => sum + amount, 0)
}

const isOpenOrDone = (fate: Fate) => fate === "pending" || fate === "completed"
