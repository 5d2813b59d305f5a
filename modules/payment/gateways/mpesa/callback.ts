import type { Callback } from "../gateway"
import { fieldId } from "../shared/rules/field-text"
import { parseObject } from "../shared/rules/parse-object"

const maxCharacters = 16_384

/** Spellings of the portal's pages and of other markets', without `input_` and in lower case. */
const spellings = {
  reference: ["thirdpartyreference", "thirdpartyconversationid"],
  conversationId: ["originalconversationid", "conversationid"],
  receipt: ["transactionid"],
  result: ["resultcode", "responsecode"],
}

type Fields = ReadonlyMap<string, unknown>

/**
 * Reads a callback: mobile-money.md §1.8. It is not signed and holds no amount, so that it
 * proves nothing.
 *
 * @returns undefined where the body is no JSON object with one of the ids
 */
export function readCallback(body: string): Callback | undefined {
  const fields = readFields(body)
  const callback = {
    reference: idOf(fields, spellings.reference),
    conversationId: idOf(fields, spellings.conversationId),
    receipt: isSuccess(fields) ? idOf(fields, spellings.receipt) : null,
  }
  return callback.reference === null && callback.conversationId === null ? undefined : callback
}

function readFields(body: string): Fields {
  const object = body.length > maxCharacters ? undefined : parseObject(body)
  return new Map(
    Object.entries(object ?? {}).map(([name, value]) => [
      name.toLowerCase().replace(/^(?:in|out)put_/, ""),
      value,
    ])
  )
}

const idOf = (fields: Fields, names: readonly string[]) =>
  names.map((name) => fieldId(fields.get(name))).find((id) => id !== null) ?? null

const isSuccess = (fields: Fields) =>
  spellings.result.some((name) => /^(?:INS-)?0$/i.test(String(fields.get(name)).trim()))

/** The answer that the operator expects, with what the callback said of itself. */
export function acknowledge(callback: Callback | undefined): { contentType: string; body: string } {
  return {
    contentType: "application/json",
    body: JSON.stringify({
      output_OriginalConversationID: callback?.conversationId ?? "",
      output_ResponseCode: "0",
      output_ResponseDesc: "Successfully Accepted Result",
      output_ThirdPartyConversationID: callback?.reference ?? "",
    }),
  }
}
