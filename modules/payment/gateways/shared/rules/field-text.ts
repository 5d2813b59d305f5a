const nothing = /^(?:n\/?a|null|none|undefined)?$/i
const idShape = /^[\w.:-]{2,100}$/

/** The text of a field of JSON; null where it is none, is empty, or says that it is: "N/A". */
export function fieldText(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value
  return typeof text === "string" && !nothing.test(text.trim()) ? text.trim() : null
}

/** An id in a field; null where there is none, or what could be none. */
export function fieldId(value: unknown): string | null {
  const text = fieldText(value)
  return text !== null && idShape.test(text) ? text : null
}
