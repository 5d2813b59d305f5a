import { dictionary } from "@zxcvbn-ts/language-common"
import { fold, guessablePadding } from "./folding"

/** The 49,000 most frequent passwords of public breaches, in lower case. */
const listed: ReadonlySet<string | number> = new Set(dictionary["passwords-common"])

/** Shorter words are in the list by the dozen, and say little of what is added to them. */
const shortestWord = 4

/** The shortest text whose repetition, cut off anywhere, gives this one; itself where none does. */
function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length)
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) {
      return unit
    }
  }
  return text
}

/** Whether each character follows the one before it, up or down: "abcdef", "9876543210987". */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  if (codes.length < shortestWord) {
    return false
  }
  const isDigits = /^[0-9]+$/.test(text)
  return [1, -1].some((step) =>
    codes.every((code, index) => {
      const distance = index === 0 ? step : code - (codes[index - 1] ?? 0)
      return distance === step || (isDigits && distance === -9 * step)
    })
  )
}

function isCommonWord(word: string): boolean {
  const unit = repeatedUnit(word)
  return listed.has(word) || listed.has(unit) || (unit !== word && unit.length < 4) || isRun(word)
}

/**
 * Whether a password is among those tried first: on the list of leaked ones, whatever its
 * case; one of them repeated; a run such as "abcdefghijkl"; or any of these with up to
 * eight digits and signs about it.
 */
export function isCommonPassword(password: string): boolean {
  const folded = fold(password)
  if (isCommonWord(folded)) {
    return true
  }
  const word = folded.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "")
  return (
    word.length >= shortestWord &&
    folded.length - word.length <= guessablePadding &&
    isCommonWord(word)
  )
}
