import type { Exchange } from "../gateway"
import { recordExchange } from "../shared/exchange"
import { createMask, maskPhone } from "../shared/mask"
import { sendRequest } from "../shared/send-request"
import type { EmolaConfig } from "./config"
import { decodeAnswer } from "./decode"
import { buildEnvelope, type EmolaOperation } from "./envelope"
import type { EmolaReplyFacts } from "./rules/push"

export type EmolaCall = {
  operation: EmolaOperation
  /** Without the partner's code and key, which all operations take. */
  params: Readonly<Record<string, string>>
  timeoutMs: number
}

export type EmolaReply = EmolaReplyFacts & { exchange: Exchange }

/** Sends one message, once. Never throws. */
export async function callEmola(
  config: EmolaConfig,
  { operation, params, timeoutMs }: EmolaCall
): Promise<EmolaReply> {
  const { username, password, partnerCode, key, rawData, url } = config
  const wire = await sendRequest({
    method: "POST",
    url,
    headers: {
      "content-type": "text/xml; charset=UTF-8",
      accept: "text/xml",
      soapaction: `"${config.soapAction}"`,
      "user-agent": "txova-marketplace",
    },
    body: buildEnvelope({
      username,
      password,
      operation,
      params: { partnerCode, ...params, key },
      rawData,
    }),
    timeoutMs,
    ...(config.ca === undefined ? {} : { ca: config.ca }),
  })
  const mask = createMask([username, password, key])
  const phone = params.msisdn ?? ""
  const shown = { ...params, ...(phone === "" ? {} : { msisdn: maskPhone(phone) }) }
  return {
    sent: wire.sent,
    status: wire.status,
    fault: wire.fault,
    answer: wire.body === null ? undefined : decodeAnswer(wire.body),
    exchange: recordExchange(
      operation,
      { url: `${url.origin}${url.pathname}`, ...shown },
      wire,
      (text) => mask(text, [phone])
    ),
  }
}
