/** Lower case without accents: `Açúcar` becomes `acucar`. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
}

const maxKeyLength = 200

/** What a name sorts by: case, accents and punctuation do not count. */
export function nameSortKey(name: string): string {
  const words = fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
  return [...words].slice(0, maxKeyLength).join("")
}
