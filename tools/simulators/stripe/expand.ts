import type { StripeObject } from "./objects"

type Json = Record<string, unknown>

/** A copy of an answer with the ids at `expand`'s paths replaced by what they name. */
export function expand(
  answer: object,
  paths: readonly string[],
  find: (id: string) => StripeObject | undefined
): object {
  const copy = structuredClone(answer) as Json
  for (const path of paths) {
    expandAt(copy, path.split("."), find)
  }
  return copy
}

function expandAt(
  at: Json,
  [field, ...rest]: readonly string[],
  find: (id: string) => StripeObject | undefined
): void {
  if (field === undefined) {
    return
  }
  const value = at[field]
  if (typeof value === "string") {
    at[field] = structuredClone(find(value)) ?? value
  }
  const inner = at[field]
  for (const next of Array.isArray(inner) ? inner : [inner]) {
    if (typeof next === "object" && next !== null) {
      expandAt(next as Json, rest, find)
    }
  }
}
