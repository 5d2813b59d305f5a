/** One word to search for. */
export type Term = {
  /** What the word stems to: one lexeme, more where the parser took it apart. */
  lexemes: string[]
  /** A beginning to match as well, or instead where there is no lexeme. */
  prefix: string | null
  /** Lexemes of words that begin so, but whose stem does not. */
  alternatives: string[]
}

/** A lexeme as a tsquery takes it: nothing within the quotes is an operator. */
function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`
}

function termQuery(term: Term): string {
  const either: string[] = []
  if (term.lexemes.length > 0) {
    either.push(`(${term.lexemes.map(quoted).join(" & ")})`)
  }
  if (term.prefix !== null) {
    either.push(`${quoted(term.prefix)}:*`)
  }
  either.push(...term.alternatives.map(quoted))
  return `(${either.join(" | ")})`
}

/** All terms as the text of a tsquery, to be cast, not parsed. */
export function textQuery(terms: Term[]): string {
  return terms.map(termQuery).join(" & ")
}
