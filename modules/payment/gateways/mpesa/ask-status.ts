import { randomUUID } from "node:crypto"
import type { Exchange, Question, Reference } from "../gateway"
import type { Finding } from "../shared/rules/confirmation"
import { referenceOf } from "../shared/rules/reference"
import { callMpesa, type MpesaReply } from "./call"
import type { MpesaAccount, MpesaConfig } from "./config"
import { isIdUnknown, readQuery } from "./rules/query"

/** Nobody types a PIN while a query waits. */
const longestMs = 30_000

export type StatusQuestion = {
  kind: Question["kind"]
  /** What the movement was asked for under. */
  reference: Reference
  /** Ids to ask with, the best first; the next follows only where one means nothing to the gateway. */
  ids: readonly [string, ...string[]]
}

export type StatusAnswer = {
  finding: Finding
  reply: MpesaReply
  /** Of the ids and accounts tried before. */
  earlier: readonly Exchange[]
}

/** Asks what became of a movement. */
export async function askStatus(
  config: MpesaConfig,
  question: StatusQuestion
): Promise<StatusAnswer> {
  const [account, otherAccount] = accountsOf(config, question.kind)
  const answer = await askAccount(config, account, question)
  const isKnown = !answer.finding.isUnheardOf && !isIdUnknown(answer.reply)
  if (otherAccount === undefined || isKnown) {
    return answer
  }
  const other = await askAccount(config, otherAccount, question)
  return { ...other, earlier: [...answer.earlier, answer.reply.exchange, ...other.earlier] }
}

async function askAccount(
  config: MpesaConfig,
  account: MpesaAccount,
  question: StatusQuestion
): Promise<StatusAnswer> {
  const [first, ...others] = question.ids
  let reply = await askWith(config, account, first)
  const earlier: Exchange[] = []
  for (const id of others) {
    if (!isIdUnknown(reply)) {
      break
    }
    earlier.push(reply.exchange)
    reply = await askWith(config, account, id)
  }
  const finding = readQuery(reply, question.kind, [reply.ownReference, question.reference])
  return { finding, reply, earlier }
}

async function askWith(config: MpesaConfig, account: MpesaAccount, id: string) {
  const ownReference = referenceOf(randomUUID(), config.referenceLength)
  const reply = await callMpesa(config, {
    operation: "query",
    account,
    fields: {
      input_QueryReference: id,
      input_ThirdPartyReference: ownReference,
      input_ServiceProviderCode: account.serviceProviderCode,
    },
    timeoutMs: Math.min(config.timeoutMs, longestMs),
  })
  return { ...reply, ownReference }
}

/** A refund may have been a reversal on the account that took the charge, or a payout of the other. */
function accountsOf(
  { account, payoutAccount, refundStrategy }: MpesaConfig,
  kind: Question["kind"]
): [MpesaAccount, MpesaAccount?] {
  if (payoutAccount === null || kind === "charge") {
    return [account]
  }
  if (kind === "payout" || refundStrategy === "b2c") {
    return [payoutAccount]
  }
  const isOne = payoutAccount.serviceProviderCode === account.serviceProviderCode
  return isOne ? [account] : [account, payoutAccount]
}
