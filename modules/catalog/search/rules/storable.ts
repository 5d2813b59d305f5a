/** A text without what Postgres cannot hold: NUL characters and halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\uFFFD")
}
