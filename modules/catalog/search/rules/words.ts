import { fold } from "./fold"
import { repairEnding } from "./repair"

/**
 * A word as it is found: folded, with its ending repaired for the stemmer, and as
 * it was written (lower case, accents kept), which is what people are shown.
 */
export type Word = { word: string; repaired: string; label: string }

/** Marks "sem X": a word may begin with it, but nobody types a prefix of it by chance. */
export const withoutMark = "0"

const maxWordLength = 40
const fillersAfterWithout = new Set(["adicao", "adicionado", "adicionados", "de"])
const stopWords = new Set(
  (
    "a ao aos as ate com como da das de do dos e em entre essa esse esta este foi la lhe mas me na " +
    "nao nas nem no nos o os ou para pela pelas pelo pelos por que se sem ser seu seus sua suas " +
    "um uma umas uns and for from in of the to with"
  ).split(" ")
)

/** Whether a folded word says nothing of a product. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

const maxRemembered = 50_000
const remembered = new Map<string, Word>()

/**
 * The word of a written form. Texts use few words many times over, and normalising
 * Unicode costs more than all the rest of indexing, so forms are remembered.
 */
function wordOf(written: string): Word {
  const known = remembered.get(written)
  if (known !== undefined) {
    return known
  }
  const label = [...written.normalize("NFC").toLowerCase()].slice(0, maxWordLength).join("")
  const word = fold(label).replace(/[^\p{L}\p{N}]+/gu, "")
  const made = { word, repaired: repairEnding(word), label }
  if (remembered.size >= maxRemembered) {
    remembered.clear()
  }
  remembered.set(written, made)
  return made
}

function plainWords(text: string): Word[] {
  const written = text.replaceAll("\0", "").match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return written.map(wordOf).filter(({ word }) => word !== "")
}

/**
 * The words of a text in order, stop words included. "sem X" and "sem adição de X"
 * are one word, else açúcar would find everything that holds none.
 */
export function wordsOf(text: string): Word[] {
  const plain = plainWords(text)
  const words: Word[] = []
  for (let at = 0; at < plain.length; at += 1) {
    const current = plain[at]
    if (current === undefined) {
      continue
    }
    let next = at + 1
    while (fillersAfterWithout.has(plain[next]?.word ?? "")) {
      next += 1
    }
    const object = plain[next]
    if (current.word === "sem" && object !== undefined) {
      words.push({
        word: withoutMark + object.word,
        repaired: withoutMark + object.repaired,
        label: `sem ${object.label}`,
      })
      at = next
    } else {
      words.push(current)
    }
  }
  return words
}

/** The words of a text that a product is found by. */
export function indexWords(text: string): Word[] {
  return wordsOf(text).filter(({ word }) => !isStopWord(word))
}
