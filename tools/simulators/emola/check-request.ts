import type { EmolaCredentials } from "./credentials"
import type { EmolaRequest } from "./read-envelope"

export const operationNames = [
  "pushUssdMessage",
  "pushUssdDisbursementB2C",
  "pushUssdQueryTrans",
] as const

export type Operation = (typeof operationNames)[number]

type Rule = readonly [field: string, pattern: RegExp, errorCode: string]

const transId: Rule = ["transId", /^[0-9A-Za-z]{15,30}$/, "09"]
const msisdn: Rule = ["msisdn", /^8[67]\d{7}$/, "07"]
const amount: Rule = ["transAmount", /^[1-9]\d{0,4}$/, "06"]

const rules: Readonly<Record<Operation, readonly Rule[]>> = {
  pushUssdMessage: [
    transId,
    msisdn,
    amount,
    ["smsContent", /^.{1,150}$/s, "08"],
    ["refNo", /^[0-9A-Za-z]{1,20}$/, "23"],
    ["language", /^(?:pt|en)$/, "99"],
  ],
  pushUssdDisbursementB2C: [transId, msisdn, amount],
  pushUssdQueryTrans: [transId, ["transType", /^(?:C2B|B2C)$/, "24"]],
}

/** The gateway's code of what is wrong with who asks, or for what; undefined where nothing is. */
export function wrongAtGateway(
  { username, password, wscode }: EmolaRequest,
  credentials: EmolaCredentials
): string | undefined {
  if (username !== credentials.username || password !== credentials.password) {
    return "6003"
  }
  return operationNames.some((name) => name === wscode) ? undefined : "2001"
}

/** The business service's code of the first thing wrong with what is asked. */
export function wrongAtService(
  operation: Operation,
  { params }: EmolaRequest,
  { partnerCode, key }: EmolaCredentials
): string | undefined {
  if (params.partnerCode !== partnerCode) {
    return "05"
  }
  if (params.key !== key) {
    return "98"
  }
  return rules[operation].find(([field, pattern]) => !pattern.test(params[field] ?? ""))?.[2]
}
