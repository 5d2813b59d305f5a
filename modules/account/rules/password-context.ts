import { fold, guessablePadding } from "./folding"

const site = "txova"

/** Parts of two letters are in every other password. */
const shortestPart = 3

/**
 * The words somebody who knows the account tries: the marketplace's name, each text
 * given, and each part of one ("ana", "silva", "example" of an e-mail). Longest first.
 */
export function contextWords(context: string[]): string[] {
  const words = [site, ...context].flatMap((text) => {
    const folded = fold(text)
    return [folded, ...folded.split(/[^\p{L}\p{N}]+/u)]
  })
  return [...new Set(words)]
    .filter((word) => word.length >= shortestPart)
    .sort((one, other) => other.length - one.length)
}

function count(text: string, characters: RegExp): number {
  return text.match(characters)?.length ?? 0
}

/**
 * Whether a password is little more than what is known of the account: part of a text of
 * the context, more than half made of its words, or left with next to nothing without them.
 */
export function isMostlyContext(password: string, context: string[]): boolean {
  const folded = fold(password)
  const words = contextWords(context)
  if (words.some((word) => word.includes(folded))) {
    return true
  }
  const rest = words.reduce((left, word) => left.replaceAll(word, " "), folded)
  if (rest === folded) {
    return false
  }
  const all = count(folded, /[\p{L}\p{N}]/gu)
  const left = count(rest, /[\p{L}\p{N}]/gu)
  const lettersLeft = count(rest, /\p{L}/gu)
  return all - left > all / 2 || (lettersLeft < shortestPart && left <= guessablePadding)
}
