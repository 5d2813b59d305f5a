import type { Pool } from "pg"
import { queryWords } from "../rules/query-words"
import { chooseCorrection, slipsAllowed } from "../rules/spelling"
import type { Term } from "../rules/text-query"
import type { Word } from "../rules/words"
import { findCorrections } from "./find-corrections"
import { findWords, type FoundWord } from "./find-words"

/** A search text in the index's own terms. */
export type ResolvedText = {
  terms: Term[]
  /** The same, also matching whatever begins with the last word. */
  widened: Term[]
  correctedText?: string
}

type ResolvedWord = { term: Term; label: string; isCorrected: boolean }

/** A word of which the parser makes nothing stands for itself, and matches nothing. */
function exactly(lexemes: string[], word: Word): Term {
  return {
    lexemes: lexemes.length > 0 ? lexemes : [word.repaired],
    prefix: null,
    alternatives: [],
  }
}

function beginningWith(word: string, completions: string[]): Term {
  return {
    lexemes: [],
    prefix: word,
    alternatives: completions.filter((stem) => !stem.startsWith(word)),
  }
}

/**
 * The vocabulary decides, not the number of hits: "tomaste" stems to "tom", which does
 * match something, but no product says it. An unknown last word may be unfinished.
 */
async function resolveWord(
  pool: Pool,
  word: Word,
  found: FoundWord,
  isLast: boolean
): Promise<ResolvedWord> {
  const plain = { label: word.label, isCorrected: false }
  if (found.isKnown) {
    return { ...plain, term: exactly(found.lexemes, word) }
  }
  if (isLast && found.completions.length > 0) {
    return { ...plain, term: beginningWith(word.word, found.completions) }
  }
  if (slipsAllowed(word.word) > 0) {
    const candidates = await findCorrections(pool, word.word)
    const meant = chooseCorrection(word.word, found.lexemes[0] ?? "", candidates)
    if (meant !== null) {
      return { term: exactly([meant.stem], word), label: meant.label, isCorrected: true }
    }
  }
  return { ...plain, term: exactly(found.lexemes, word) }
}

/** Reads a search text with the vocabulary; null where it holds no letter or digit. */
export async function resolveText(pool: Pool, text: string): Promise<ResolvedText | null> {
  const words = queryWords(text)
  if (words.length === 0) {
    return null
  }
  const found = await findWords(pool, words)
  const resolved: ResolvedWord[] = []
  for (const [at, word] of words.entries()) {
    const known = found[at]
    if (known !== undefined) {
      resolved.push(await resolveWord(pool, word, known, at === words.length - 1))
    }
  }
  const terms = resolved.map(({ term }) => term)
  const last = resolved[resolved.length - 1]
  const lastWord = words[words.length - 1]
  const widened = [...terms]
  if (last !== undefined && lastWord !== undefined && !last.isCorrected) {
    widened[widened.length - 1] = { ...last.term, prefix: lastWord.word }
  }
  const resolvedText = { terms, widened }
  if (!resolved.some(({ isCorrected }) => isCorrected)) {
    return resolvedText
  }
  return { ...resolvedText, correctedText: resolved.map(({ label }) => label).join(" ") }
}
