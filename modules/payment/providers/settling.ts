import { AsyncLocalStorage } from "node:async_hooks"

/**
 * What the transaction that calls Medusa's Payment Module is about: making a group's sessions,
 * or booking what became of its money.
 */
export type Settling = { groupId: string; movement: "placing" | "capture" | "refund" }

const settling = new AsyncLocalStorage<Settling>()

/**
 * Calls Medusa's Payment Module with its providers told what is certain: they could not see it,
 * as it is not committed, and must not wait for a connection while the transaction holds one. A
 * session's data cannot tell them, for clients of the store API write there.
 */
export function whileSettling<Result>(
  what: Settling,
  work: () => Promise<Result>
): Promise<Result> {
  return settling.run(what, work)
}

export function isSettling(groupId: string | undefined, movement: Settling["movement"]): boolean {
  const store = settling.getStore()
  return store !== undefined && store.groupId === groupId && store.movement === movement
}
