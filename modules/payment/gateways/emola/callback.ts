import type { Callback } from "../gateway"
import { fieldId } from "../shared/rules/field-text"
import { parseObject } from "../shared/rules/parse-object"
import { readXml, textOf, type XmlNode } from "./read-xml"

const maxCharacters = 16_384

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a callback: mobile-money.md §2.8. JSON by the operator's specification; a form and XML
 * have been met too. It is not signed and holds no amount, so that it proves nothing.
 *
 * @returns undefined where the body holds no transId and no request id
 */
export function readCallback(body: string, contentType: string): Callback | undefined {
  const fields = body.length > maxCharacters ? {} : readFields(body, contentType)
  const reference = fieldId(fields.transId)
  const conversationId = fieldId(fields.reqeustId) ?? fieldId(fields.requestId)
  return reference === null && conversationId === null
    ? undefined
    : { reference, conversationId, receipt: null }
}

/** By what the body looks like: the content type is known to be wrong. */
function readFields(body: string, contentType: string): Fields {
  const text = body.trim()
  if (text.startsWith("<")) {
    return leaves(readXml(text))
  }
  if (text.startsWith("{")) {
    return parseObject(text) ?? {}
  }
  return contentType.includes("form-urlencoded")
    ? Object.fromEntries(new URLSearchParams(text))
    : {}
}

/** The texts of all elements of a document, by local name. */
function leaves(node: XmlNode | undefined): Fields {
  if (typeof node !== "object") {
    return {}
  }
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]): [string, unknown][] => {
      const inside = value as XmlNode
      return [[name, textOf(inside)], ...Object.entries(leaves(inside))]
    })
  )
}

/** The answer that the operator expects, whatever was made of the callback. */
export function acknowledge(): { contentType: string; body: string } {
  return {
    contentType: "application/json",
    body: JSON.stringify({ ResponseCode: "0", ResponseMessage: "Success" }),
  }
}
