import type { GatewayAnswer, Question, Reference } from "../gateway"
import { afterConfirmation } from "../shared/rules/confirmation"
import { askStatus } from "./ask-status"
import { callEmola } from "./call"
import type { EmolaConfig } from "./config"
import type { EmolaOperation } from "./envelope"
import { codeOf } from "./rules/answer"
import { readPush } from "./rules/push"

export type Movement = {
  operation: EmolaOperation
  kind: Question["kind"]
  reference: Reference
  params: Readonly<Record<string, string>>
}

/** Asks for a movement of money, once; a doubtful no (11) is confirmed by a query. */
export async function moveMoney(
  config: EmolaConfig,
  { operation, kind, reference, params }: Movement
): Promise<GatewayAnswer> {
  const reply = await callEmola(config, {
    operation,
    params: { ...params, transId: reference },
    timeoutMs: config.timeoutMs,
  })
  const { outcome, isDoubtful } = readPush(reply, config.trustPush)
  const answer: GatewayAnswer = {
    outcome,
    code: codeOf(reply.answer),
    conversationId: reply.answer?.requestId ?? null,
    exchange: reply.exchange,
  }
  if (!isDoubtful) {
    return answer
  }
  const status = await askStatus(config, kind, reference)
  return {
    ...answer,
    outcome: afterConfirmation(outcome, status.finding),
    alsoAsked: [status.reply.exchange],
  }
}
