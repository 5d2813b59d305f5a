import { randomOf, type Random } from "../../seed/pictures/random"

/** Ids as an operator makes them; the seed fixes them for ever. */
export type Ids = {
  receipt: () => string
  conversation: () => string
  random: Random
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

export function createIds(seed: string): Ids {
  const random = randomOf(seed)
  const text = (length: number, alphabet: string) =>
    Array.from({ length }, () => random.pick([...alphabet])).join("")
  return {
    receipt: () => text(11, letters),
    conversation: () => text(32, "0123456789abcdef"),
    random,
  }
}
