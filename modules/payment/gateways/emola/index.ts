import type { GatewayAnswer, MobileMoneyGateway, Question } from "../gateway"
import { isWholeMeticais, refuseByLimits } from "../shared/rules/amount"
import { hasPrefix } from "../shared/rules/phone"
import { referenceOf } from "../shared/rules/reference"
import { askStatus } from "./ask-status"
import { acknowledge, readCallback } from "./callback"
import { charge } from "./charge"
import type { EmolaConfig } from "./config"
import { payOut } from "./pay-out"
import { refund } from "./refund"
import { codeOf } from "./rules/answer"

export type { EmolaConfig } from "./config"
export { unfitForProduction } from "./fitness"
export { readEmolaConfig } from "./read-config"

export interface EmolaGateway extends MobileMoneyGateway {
  readonly id: "emola"
}

/**
 * e-Mola of Movitel (BCCS gateway, SOAP 1.1). Opens no connection before it is asked
 * something. Source: mobile-money.md §2.
 */
export function createEmolaGateway(config: EmolaConfig): EmolaGateway {
  return {
    id: "emola",
    refuseAmount: (amount) =>
      isWholeMeticais(amount) ? refuseByLimits(amount, config.limits) : "not_whole_meticais",
    serves: (phone) => hasPrefix(phone, config.prefixes),
    referenceOf: (id) => referenceOf(id),
    charge: (details) => charge(config, details),
    query: (question) => query(config, question),
    refund: (details) => refund(config, details),
    payout: (details) => payOut(config, { ...details, kind: "payout" }),
    readCallback,
    acknowledge,
  }
}

async function query(config: EmolaConfig, { kind, reference }: Question): Promise<GatewayAnswer> {
  const { finding, reply } = await askStatus(config, kind, reference)
  return {
    outcome: finding.outcome,
    code: codeOf(reply.answer),
    // Whether the answer's is the movement's or the query's own, no source says.
    conversationId: null,
    exchange: reply.exchange,
  }
}
