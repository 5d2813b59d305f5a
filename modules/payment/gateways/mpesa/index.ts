import { randomUUID } from "node:crypto"
import type { GatewayAnswer, MobileMoneyGateway, Question } from "../gateway"
import { refuseByLimits } from "../shared/rules/amount"
import { hasPrefix, nationalDigits } from "../shared/rules/phone"
import { referenceOf } from "../shared/rules/reference"
import { askStatus } from "./ask-status"
import { acknowledge, readCallback } from "./callback"
import { callMpesa } from "./call"
import { charge } from "./charge"
import type { MpesaConfig } from "./config"
import { payOut } from "./pay-out"
import { refund } from "./refund"

export type { MpesaConfig } from "./config"
export { unfitForProduction } from "./fitness"
export { readMpesaConfig } from "./read-config"

export interface MpesaGateway extends MobileMoneyGateway {
  readonly id: "mpesa"
  /**
   * The name of a number's owner, letters left out, such as "Jo*n Sm**h": a comfort for who
   * pays, never a condition of it. Null where the gateway does not say.
   */
  nameOf(phone: string): Promise<string | null>
}

/**
 * M-Pesa of Vodacom Mozambique (iPG OpenAPI, `/ipg/v1x/`). Opens no connection before it is
 * asked something. Source: mobile-money.md §1.
 */
export function createMpesaGateway(config: MpesaConfig): MpesaGateway {
  return {
    id: "mpesa",
    refuseAmount: (amount) => refuseByLimits(amount, config.limits),
    serves: (phone) => hasPrefix(phone, config.prefixes),
    referenceOf: (id) => referenceOf(id, config.referenceLength),
    charge: (details) => charge(config, details),
    query: (question) => query(config, question),
    refund: (details) => refund(config, details),
    payout: (details) => payOut(config, { ...details, kind: "payout" }),
    readCallback: (body) => readCallback(body),
    acknowledge,
    nameOf: (phone) => nameOf(config, phone),
  }
}

/**
 * The movement's own reference goes first, which nobody can have made up: asked with an id
 * out of a forged callback, the gateway would tell truly of another's payment.
 */
async function query(
  config: MpesaConfig,
  { kind, reference, conversationId, receipt }: Question
): Promise<GatewayAnswer> {
  const others = [conversationId, receipt].filter((id) => id !== null)
  const { finding, reply, earlier } = await askStatus(config, {
    kind,
    reference,
    ids: [reference, ...others],
  })
  return {
    outcome: finding.outcome,
    code: reply.answer?.code ?? null,
    // The answer's is the query's own, with which nobody can ask for the movement.
    conversationId: null,
    exchange: reply.exchange,
    ...(earlier.length === 0 ? {} : { alsoAsked: earlier }),
  }
}

const nameTimeoutMs = 5_000

async function nameOf(config: MpesaConfig, phone: string): Promise<string | null> {
  const digits = nationalDigits(phone)
  if (digits === undefined) {
    return null
  }
  const { answer } = await callMpesa(config, {
    operation: "name",
    account: config.account,
    fields: {
      input_CustomerMSISDN: `258${digits}`,
      input_ThirdPartyReference: referenceOf(randomUUID(), config.referenceLength),
      input_ServiceProviderCode: config.account.serviceProviderCode,
    },
    timeoutMs: Math.min(config.timeoutMs, nameTimeoutMs),
  })
  return answer?.name ?? null
}
