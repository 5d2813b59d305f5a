import type { MpesaCredentials } from "./credentials"
import type { Operation } from "./operations"

type Fields = Readonly<Record<string, string>>

type Rule = readonly [field: string, pattern: RegExp, code: string]

const transactionReference: Rule = ["input_TransactionReference", /^[0-9A-Za-z]{1,20}$/, "INS-17"]
const msisdn: Rule = ["input_CustomerMSISDN", /^258(?:84|85)\d{7}$/, "INS-2051"]
const amount: Rule = ["input_Amount", /^(?!0+(?:\.0+)?$)\d{1,7}(?:\.\d{1,2})?$/, "INS-15"]
const reference: Rule = ["input_ThirdPartyReference", /^[0-9A-Za-z]{1,20}$/, "INS-19"]
const payment = [transactionReference, msisdn, amount, reference]

const rules: Readonly<Record<Operation, readonly Rule[]>> = {
  c2b: payment,
  b2c: payment,
  query: [["input_QueryReference", /^\w{1,100}$/, "INS-14"], reference],
  reversal: [["input_TransactionID", /^[0-9A-Z]{9,12}$/, "INS-18"], reference],
  name: [msisdn, reference],
}

/** The code of the first thing wrong with a request; undefined where nothing is. */
export function wrongWith(
  operation: Operation,
  fields: Fields,
  credentials: MpesaCredentials
): string | undefined {
  const wrong = rules[operation].find(([field, pattern]) => !pattern.test(fields[field] ?? ""))
  if (wrong !== undefined) {
    const [field, , code] = wrong
    return fields[field] === undefined ? "INS-20" : code
  }
  if (fields.input_ServiceProviderCode !== credentials.serviceProviderCode) {
    return "INS-13"
  }
  return operation === "reversal" ? wrongWithReversal(fields, credentials) : undefined
}

function wrongWithReversal(fields: Fields, credentials: MpesaCredentials): string | undefined {
  if (fields.input_InitiatorIdentifier !== credentials.initiatorIdentifier) {
    return "INS-24"
  }
  if (fields.input_SecurityCredential !== credentials.securityCredential) {
    return "INS-25"
  }
  const [field, pattern, code] = amount
  const reversalAmount = fields[field.replace("Amount", "ReversalAmount")]
  return reversalAmount === undefined || pattern.test(reversalAmount) ? undefined : code
}

/** Cents of an amount that passed the rules. */
export const centsOf = (text: string) => Math.round(Number(text) * 100)
