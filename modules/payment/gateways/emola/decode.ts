import { child, descendant, readXml, textOf, type XmlNode } from "./read-xml"
import type { EmolaAnswer } from "./rules/answer"

/**
 * Reads an answer, which is a message within a message (mobile-money.md §2.4): `original`
 * holds the second as text, escaped or in CDATA.
 *
 * @returns undefined for a SOAP fault, a page, or XML that is not whole; null in the fields of
 * the inner message where that is not whole.
 */
export function decodeAnswer(body: string): EmolaAnswer | undefined {
  const result = descendant(readXml(body), "Envelope", "Body", "gwOperationResponse", "Result")
  const error = textOf(child(result, "error"))
  if (error === null) {
    return undefined
  }
  const original = textOf(child(result, "original"))
  const inner = original === null ? undefined : innerReturn(original)
  return {
    error,
    errorCode: textOf(child(inner, "errorCode")),
    // The operator's own misspelling, and what it means.
    requestId: textOf(child(inner, "reqeustId")) ?? textOf(child(inner, "requestId")),
    orgResponseCode: textOf(child(inner, "orgResponseCode")),
  }
}

/** `<wscode>Response` → `return`, whatever the operation is called there. */
function innerReturn(original: string): XmlNode | undefined {
  const body = descendant(readXml(original), "Envelope", "Body")
  if (typeof body !== "object") {
    return undefined
  }
  const names = Object.keys(body).filter((name) => name.endsWith("Response"))
  const [name] = names
  return name === undefined || names.length > 1 ? undefined : descendant(body, name, "return")
}
