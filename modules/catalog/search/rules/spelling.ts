import { damerauLevenshtein } from "./damerau-levenshtein"

/** A word of the vocabulary: how many products have it, and what it stems to. */
export type KnownWord = { word: string; label: string; stem: string; count: number }

const letters = "abcdefghijklmnopqrstuvwxyz"
const maxLengthForEdits = 9

/** How many slips a word of this length may hold and still be told; none for numbers and short words. */
export function slipsAllowed(word: string): number {
  if (word.length < 3 || /^\p{N}+$/u.test(word)) {
    return 0
  }
  return word.length < 6 ? 1 : 2
}

/**
 * Every text one slip away from a word of up to nine letters; none for longer ones,
 * which trigrams find well. A swap in a short word leaves hardly a trigram standing.
 */
export function oneSlipAway(word: string): string[] {
  if (word.length > maxLengthForEdits || slipsAllowed(word) === 0) {
    return []
  }
  const made = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const head = word.slice(0, at)
    const tail = word.slice(at)
    made.add(head + tail.slice(1))
    if (tail.length > 1) {
      made.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2))
    }
    for (const letter of letters) {
      made.add(head + letter + tail)
      made.add(head + letter + tail.slice(1))
    }
  }
  made.delete(word)
  made.delete("")
  return [...made]
}

/**
 * What an unknown word was probably meant to be: the candidate with the fewest slips,
 * then the one most products have. Null where none is near enough, or where one that
 * stems alike is: then the word is only another form ("cenouras" of "cenoura").
 */
export function chooseCorrection(
  word: string,
  stem: string,
  candidates: KnownWord[]
): KnownWord | null {
  const allowed = slipsAllowed(word)
  const near = candidates
    .map((candidate) => ({ candidate, slips: damerauLevenshtein(word, candidate.word) }))
    .filter(({ slips }) => slips <= Math.max(allowed, 1))
  if (near.some(({ candidate }) => candidate.stem === stem)) {
    return null
  }
  const best = near
    .filter(({ slips }) => slips <= allowed)
    .sort(
      (one, other) =>
        one.slips - other.slips ||
        other.candidate.count - one.candidate.count ||
        (one.candidate.word < other.candidate.word ? -1 : 1)
    )[0]
  return best?.candidate ?? null
}
