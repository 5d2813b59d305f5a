/** Plurals whose singular no rule gives, and words that only look like plurals. */
const irregular = new Map([
  ["maes", "mae"],
  ["faceis", "facil"],
  ["dificeis", "dificil"],
  ["uteis", "util"],
  ["ferteis", "fertil"],
  ["frageis", "fragil"],
  ["versateis", "versatil"],
  ...["mais", "dois", "seis", "reis", "pois", "depois", "demais", "pais", "cais", "caos"].map(
    (word): [string, string] => [word, word]
  ),
])

/** First rule that fits wins. */
const endings: [RegExp, string][] = [
  [/(?:oes|aes|aos)$/, "ao"],
  [/([aeou])is$/, "$1l"],
  [/([^aeiou])is$/, "$1il"],
  [/ns$/, "m"],
  // The stemmer leaves "ovos" whole but not "tomates": it touches no short word.
  [/^(.{2,3}[ao])s$/, "$1"],
]

/**
 * Gives a folded Portuguese word the ending of its singular where losing the
 * accents keeps the stemmer from seeing that they belong together: feijoes and
 * feijao, integrais and integral, meis and mel, armazens and armazem.
 */
export function repairEnding(word: string): string {
  const known = irregular.get(word)
  if (known !== undefined) {
    return known
  }
  if (word.length < 4) {
    return word
  }
  for (const [ending, singular] of endings) {
    if (ending.test(word)) {
      return word.replace(ending, singular)
    }
  }
  return word
}
