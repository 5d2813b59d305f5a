import type { Exchange } from "../gateway"
import { recordExchange } from "../shared/exchange"
import { createMask, maskPhone } from "../shared/mask"
import { sendRequest } from "../shared/send-request"
import { bearerToken } from "./bearer"
import type { MpesaAccount, MpesaConfig } from "./config"
import { parseAnswer } from "./rules/answer"
import type { MovementReply } from "./rules/movement"
import type { MpesaOperation } from "./urls"

export type MpesaCall = {
  operation: MpesaOperation
  account: MpesaAccount
  /** All values are texts: mobile-money.md §1.4. */
  fields: Readonly<Record<string, string>>
  timeoutMs: number
}

export type MpesaReply = MovementReply & { exchange: Exchange }

const methods = { c2b: "POST", b2c: "POST", query: "GET", reversal: "PUT", name: "GET" } as const

/** Makes one call of the API, once. Never throws. */
export async function callMpesa(config: MpesaConfig, call: MpesaCall): Promise<MpesaReply> {
  const { operation, account, fields, timeoutMs } = call
  const method = methods[operation]
  const token = bearerToken(account)
  const url = new URL(config.urls[operation])
  if (method === "GET") {
    Object.entries(fields).forEach(([name, value]) => url.searchParams.set(name, value))
  }
  const wire = await sendRequest({
    method,
    url,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      authorization: `Bearer ${token}`,
      origin: config.origin,
      // Firewalls dislike callers without a name.
      "user-agent": "txova-marketplace",
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(fields) }),
    timeoutMs,
    lenientParser: config.lenientHttpParser,
    ...(config.ca === undefined ? {} : { ca: config.ca }),
  })
  const mask = createMask([account.apiKey, token, ...initiatorSecrets(config)])
  const phone = fields.input_CustomerMSISDN ?? ""
  return {
    sent: wire.sent,
    status: wire.status,
    fault: wire.fault,
    answer: wire.body === null ? undefined : parseAnswer(wire.body),
    exchange: recordExchange(
      operation,
      { url: placeOf(config.urls[operation]), ...maskFields(fields) },
      wire,
      (text) => mask(text, [phone])
    ),
  }
}

const initiatorSecrets = ({ initiator }: MpesaConfig) =>
  initiator === null ? [] : [initiator.identifier, initiator.securityCredential]

const placeOf = (url: URL) => `${url.origin}${url.pathname}`

const maskedFields: Readonly<Record<string, (value: string) => string>> = {
  input_CustomerMSISDN: maskPhone,
  input_InitiatorIdentifier: () => "…",
  input_SecurityCredential: () => "…",
}

const maskFields = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, maskedFields[name]?.(value) ?? value])
  )
