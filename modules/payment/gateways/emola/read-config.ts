import { readLimits } from "../shared/limits"
import {
  flag,
  listOf,
  matchingText,
  oneOf,
  requiredText,
  textOf,
  urlOf,
  wholeNumber,
  type Variables,
} from "../shared/read-variables"
import type { EmolaConfig } from "./config"

/** Any one of them says that e-Mola is meant to be used. */
const telltale = [
  "EMOLA_URL",
  "EMOLA_USERNAME",
  "EMOLA_PASSWORD",
  "EMOLA_PARTNER_CODE",
  "EMOLA_KEY",
  "EMOLA_API_KEY",
]

/** transAmount has five digits at most: mobile-money.md §2.3. */
const highestAmount = 99_999

/**
 * The configuration of e-Mola; undefined where the environment names no account. Unknowns of
 * the protocol have the defaults of mobile-money.md §8.
 *
 * @throws Error that names a variable which is missing, malformed or contradicts another
 */
export function readEmolaConfig(variables: Variables): EmolaConfig | undefined {
  if (telltale.every((name) => textOf(variables, name) === undefined)) {
    return undefined
  }
  return {
    ...readAccount(variables),
    ...readPush(variables),
    ...readOrgCodes(variables),
    ...readPayingOut(variables),
    soapAction: matchingText(variables, "EMOLA_SOAP_ACTION", /^[\x21\x23-\x7e]+$/, "a word") ?? "",
    rawData: textOf(variables, "EMOLA_RAW_DATA") ?? "?",
    merchantName:
      matchingText(variables, "EMOLA_MERCHANT_NAME", /^[\x20-\x7e]{1,40}$/, "40 letters at most") ??
      "Txova",
    messageLength: wholeNumber(variables, "EMOLA_MESSAGE_LENGTH", {
      from: 60,
      to: 180,
      otherwise: 150,
    }),
    timeoutMs: wholeNumber(variables, "EMOLA_TIMEOUT_MS", {
      from: 1,
      to: 600_000,
      otherwise: 100_000,
    }),
    limits: readLimits(variables, "EMOLA", highestAmount),
    prefixes: listOf(variables, "EMOLA_PREFIXES", /^8\d$/, "86,87"),
    callbackToken:
      matchingText(variables, "EMOLA_CALLBACK_TOKEN", /^[\w~-]+$/, "letters, digits, - and _") ??
      null,
    isPrivateLine: flag(variables, "EMOLA_PRIVATE_LINE", false),
  }
}

function readAccount(
  variables: Variables
): Pick<EmolaConfig, "url" | "username" | "password" | "partnerCode" | "key"> {
  const url = urlOf(variables, "EMOLA_URL")
  if (url === undefined) {
    throw new Error("EMOLA_URL is missing: Movitel hands it out with the contract")
  }
  const given = (name: string) => requiredText(variables, name, "Movitel assigns it")
  return {
    url,
    username: given("EMOLA_USERNAME"),
    password: given("EMOLA_PASSWORD"),
    partnerCode: given("EMOLA_PARTNER_CODE"),
    key: textOf(variables, "EMOLA_KEY") ?? textOf(variables, "EMOLA_API_KEY") ?? given("EMOLA_KEY"),
  }
}

function readPush(variables: Variables): Pick<EmolaConfig, "pushMode" | "trustPush"> {
  const pushMode = oneOf(variables, "EMOLA_PUSH_MODE", ["sync", "async"]) ?? "async"
  const trustPush = flag(variables, "EMOLA_TRUST_PUSH", false)
  if (trustPush && pushMode === "async") {
    throw new Error("EMOLA_TRUST_PUSH needs EMOLA_PUSH_MODE sync: async says only that it was sent")
  }
  return { pushMode, trustPush }
}

function readOrgCodes(variables: Variables): Pick<EmolaConfig, "paidCodes" | "failedCodes"> {
  const paidCodes = listOf(variables, "EMOLA_ORG_PAID_CODES", /^\w+$/, "01")
  const failedCodes = listOf(variables, "EMOLA_ORG_FAILED_CODES", /^\w+$/, "00")
  if (paidCodes.some((code) => failedCodes.includes(code))) {
    throw new Error("EMOLA_ORG_PAID_CODES and EMOLA_ORG_FAILED_CODES share a code")
  }
  return { paidCodes, failedCodes }
}

function readPayingOut(variables: Variables): Pick<EmolaConfig, "canPayOut" | "refundStrategy"> {
  const canPayOut = flag(variables, "EMOLA_B2C_ENABLED", true)
  const chosen = oneOf(variables, "EMOLA_REFUND_STRATEGY", ["b2c", "manual"])
  if (chosen === "b2c" && !canPayOut) {
    throw new Error("EMOLA_REFUND_STRATEGY is b2c, which needs EMOLA_B2C_ENABLED")
  }
  return { canPayOut, refundStrategy: chosen ?? (canPayOut ? "b2c" : "manual") }
}
