import type { Exchange, GatewayAnswer, Question, Reference } from "../gateway"
import { afterConfirmation } from "../shared/rules/confirmation"
import { askStatus } from "./ask-status"
import { callMpesa } from "./call"
import type { MpesaAccount, MpesaConfig } from "./config"
import type { MovingOperation } from "./rules/codes"
import { readMovement } from "./rules/movement"

export type Movement = {
  operation: MovingOperation
  account: MpesaAccount
  kind: Question["kind"]
  reference: Reference
  fields: Readonly<Record<string, string>>
}

/**
 * Asks for a movement of money, once. An answer that says no in a way not to be relied on is
 * confirmed by a query: a closed door, and a failure without a cause (INS-6).
 *
 * @param alreadyAsked what was asked before, to be kept with the answer
 */
export async function moveMoney(
  config: MpesaConfig,
  { operation, account, kind, reference, fields }: Movement,
  alreadyAsked: readonly Exchange[] = []
): Promise<GatewayAnswer> {
  const reply = await callMpesa(config, {
    operation,
    account,
    fields: {
      ...fields,
      input_ThirdPartyReference: reference,
      input_ServiceProviderCode: account.serviceProviderCode,
    },
    timeoutMs: config.timeoutMs,
  })
  const { outcome, isDoubtful } = readMovement(reply, {
    operation,
    reference,
    overrides: config.codes,
  })
  const conversationId = reply.answer?.conversationId ?? null
  const answer: GatewayAnswer = {
    outcome,
    code: reply.answer?.code ?? null,
    conversationId,
    exchange: reply.exchange,
    ...(alreadyAsked.length === 0 ? {} : { alsoAsked: alreadyAsked }),
  }
  if (!isDoubtful) {
    return answer
  }
  const status = await askStatus(config, { kind, reference, ids: [reference] })
  return {
    ...answer,
    outcome: afterConfirmation(outcome, status.finding),
    alsoAsked: [...alreadyAsked, ...status.earlier, status.reply.exchange],
  }
}
