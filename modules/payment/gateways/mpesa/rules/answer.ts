import { fieldId, fieldText } from "../../shared/rules/field-text"
import { parseObject } from "../../shared/rules/parse-object"

/** What the body of an answer says; null where a field is missing, empty or "N/A". */
export type MpesaAnswer = {
  /** Such as INS-0. */
  code: string | null
  conversationId: string | null
  /** The operator's id of the movement. */
  receipt: string | null
  /** The third-party reference that it answers. */
  reference: string | null
  /** What a query says of the movement, such as Completed; in lower case. */
  status: string | null
  /** The customer's name with letters left out, of a name query. */
  name: string | null
}

/**
 * Reads the JSON of an answer, the fields of mobile-money.md §1.5; undefined where it is no
 * JSON object, such as a page of the firewall.
 */
export function parseAnswer(body: string): MpesaAnswer | undefined {
  const fields = parseObject(body)
  return (
    fields && {
      code: fieldText(fields.output_ResponseCode)?.toUpperCase() ?? null,
      conversationId: fieldId(fields.output_ConversationID),
      receipt: fieldId(fields.output_TransactionID),
      reference: fieldText(fields.output_ThirdPartyReference),
      status: fieldText(fields.output_ResponseTransactionStatus)?.toLowerCase() ?? null,
      name: nameOf(fields),
    }
  )
}

/** Two shapes have been seen: the whole name, and its two parts. */
function nameOf(fields: Readonly<Record<string, unknown>>): string | null {
  const parts = [fields.output_FirstName, fields.output_SecondName].map(fieldText)
  const joined = parts.filter((part) => part !== null).join(" ")
  return fieldText(fields.output_CustomerName) ?? (joined === "" ? null : joined)
}
