import { readLimits } from "../shared/limits"
import {
  flag,
  listOf,
  matchingText,
  oneOf,
  requiredText,
  textOf,
  wholeNumber,
  type Variables,
} from "../shared/read-variables"
import { canEncrypt, loadPublicKey } from "./bearer"
import type { MpesaAccount, MpesaConfig, MpesaRefundStrategy } from "./config"
import { readCodes } from "./read-codes"
import { readUrls } from "./urls"

/** Any one of them says that M-Pesa is meant to be used. */
const telltale = ["MPESA_API_KEY", "MPESA_PUBLIC_KEY", "MPESA_SERVICE_PROVIDER_CODE"]

/** No limit is known for a merchant; a wallet of level 2 moves 75,000 MZN at once. */
const highestAmount = 1_000_000

/**
 * The configuration of M-Pesa; undefined where the environment names no account. Unknowns of
 * the protocol have the defaults of mobile-money.md §8.
 *
 * @throws Error that names a variable which is missing, malformed or contradicts another
 */
export function readMpesaConfig(variables: Variables): MpesaConfig | undefined {
  if (telltale.every((name) => textOf(variables, name) === undefined)) {
    return undefined
  }
  const account = readAccount(variables)
  const payoutAccount = readPayoutAccount(variables, account)
  const initiator = readInitiator(variables)
  return {
    account,
    payoutAccount,
    urls: readUrls(variables),
    origin:
      matchingText(variables, "MPESA_ORIGIN", /^[\x21-\x7e]+$/, "a host or *") ??
      "developer.mpesa.vm.co.mz",
    initiator,
    refundStrategy: readStrategy(variables, { initiator, payoutAccount }),
    timeoutMs: wholeNumber(variables, "MPESA_TIMEOUT_MS", {
      from: 1,
      to: 600_000,
      otherwise: 100_000,
    }),
    lenientHttpParser: flag(variables, "MPESA_LENIENT_HTTP_PARSER", false),
    referenceLength: wholeNumber(variables, "MPESA_REFERENCE_LENGTH", {
      from: 12,
      to: 20,
      otherwise: 20,
    }),
    limits: readLimits(variables, "MPESA", highestAmount),
    prefixes: listOf(variables, "MPESA_PREFIXES", /^8\d$/, "84,85"),
    codes: readCodes(variables),
    callbackToken:
      matchingText(variables, "MPESA_CALLBACK_TOKEN", /^[\w~-]+$/, "letters, digits, - and _") ??
      null,
  }
}

const shortcode = /^\d{5,6}$/

function readAccount(variables: Variables): MpesaAccount {
  const apiKey = requiredText(variables, "MPESA_API_KEY", "it is in the operator's portal")
  const publicKey = requiredText(variables, "MPESA_PUBLIC_KEY", "it is in the operator's portal")
  requiredText(variables, "MPESA_SERVICE_PROVIDER_CODE", "it is the merchant's shortcode")
  return {
    ...loadAccount({ apiKey, publicKey }, "MPESA"),
    serviceProviderCode:
      matchingText(variables, "MPESA_SERVICE_PROVIDER_CODE", shortcode, "5 or 6 digits") ?? "",
  }
}

function loadAccount(text: { apiKey: string; publicKey: string }, prefix: string) {
  const publicKey = loadPublicKey(text.publicKey, `${prefix}_PUBLIC_KEY`)
  if (!canEncrypt(publicKey, text.apiKey)) {
    throw new Error(`${prefix}_API_KEY is longer than ${prefix}_PUBLIC_KEY can encrypt`)
  }
  return { apiKey: text.apiKey, publicKey }
}

/** Some merchants have a second account for payouts; most pay out of the first, once that may. */
function readPayoutAccount(variables: Variables, account: MpesaAccount): MpesaAccount | null {
  const isNamed = textOf(variables, "MPESA_B2C_URL") !== undefined
  if (!flag(variables, "MPESA_B2C_ENABLED", isNamed)) {
    return null
  }
  const apiKey = textOf(variables, "MPESA_B2C_API_KEY")
  const publicKey = textOf(variables, "MPESA_B2C_PUBLIC_KEY")
  if ((apiKey === undefined) !== (publicKey === undefined)) {
    throw new Error("MPESA_B2C_API_KEY and MPESA_B2C_PUBLIC_KEY go together")
  }
  return {
    ...account,
    ...(apiKey === undefined || publicKey === undefined
      ? {}
      : loadAccount({ apiKey, publicKey }, "MPESA_B2C")),
    serviceProviderCode:
      matchingText(variables, "MPESA_B2C_SERVICE_PROVIDER_CODE", shortcode, "5 or 6 digits") ??
      account.serviceProviderCode,
  }
}

function readInitiator(variables: Variables): MpesaConfig["initiator"] {
  const identifier = textOf(variables, "MPESA_INITIATOR_IDENTIFIER")
  const securityCredential = textOf(variables, "MPESA_SECURITY_CREDENTIAL")
  if (identifier === undefined && securityCredential === undefined) {
    return null
  }
  if (identifier === undefined || securityCredential === undefined) {
    throw new Error("MPESA_INITIATOR_IDENTIFIER and MPESA_SECURITY_CREDENTIAL go together")
  }
  return { identifier, securityCredential }
}

function readStrategy(
  variables: Variables,
  { initiator, payoutAccount }: Pick<MpesaConfig, "initiator" | "payoutAccount">
): MpesaRefundStrategy {
  const name = "MPESA_REFUND_STRATEGY"
  const chosen = oneOf(variables, name, ["reversal", "b2c", "manual"])
  if (chosen === "reversal" && initiator === null) {
    throw new Error(`${name} is reversal, which needs MPESA_INITIATOR_IDENTIFIER`)
  }
  if (chosen === "b2c" && payoutAccount === null) {
    throw new Error(`${name} is b2c, which needs MPESA_B2C_ENABLED`)
  }
  const possible = payoutAccount === null ? "manual" : "b2c"
  return chosen ?? (initiator === null ? possible : "reversal")
}
