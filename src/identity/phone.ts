import { randomInt } from "node:crypto"
import { mayBeTexted } from "../../modules/account/rules/phone"
import { takeAllowances } from "../../modules/account/store/allowances"
import {
  confirmPhone,
  languageOfAccount,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { countTry, spendPhoneCode, tokenLifetimes } from "../../modules/account/store/tokens"
import { sendNotification } from "../../modules/notification/send-notification"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { sendToken } from "./send-token"

const day = 24 * 3_600

/** Text messages a day: each costs, and the owner of a number may not have asked for any. */
const mostMessages = { account: 5, phone: 5, address: 100 }
/** Codes tried a day, whichever of the day's codes they are tried against. */
const mostTries = 15

function phoneRefused(message: string): AppError {
  return new AppError("VALIDATION_FAILED", { details: [{ path: "phone", message }] })
}

function allowancesFor(account: AccountRow, phone: string, { address }: Place) {
  return [
    { of: `sms:account:${account.id}`, most: mostMessages.account, seconds: day },
    { of: `sms:phone:${phone}`, most: mostMessages.phone, seconds: day },
    { of: `sms:address:${address}`, most: mostMessages.address, seconds: day },
  ]
}

/**
 * @throws AppError TOO_MANY_ATTEMPTS within a minute of the last code, or where the day's are
 *   used up; VALIDATION_FAILED without a phone that messages are sent to.
 */
export async function sendPhoneCode(
  context: IdentityContext,
  account: AccountRow,
  place: Place
): Promise<void> {
  const { phone } = account
  if (phone === null) {
    throw phoneRefused("the profile has no phone")
  }
  if (!mayBeTexted(phone)) {
    throw phoneRefused("no messages are sent to numbers of this country")
  }
  const message = {
    accountId: account.id,
    purpose: "verify_phone" as const,
    proves: phone,
    secret: String(randomInt(1_000_000)).padStart(6, "0"),
    pause: true,
    allowances: allowancesFor(account, phone, place),
  }
  const sent = await sendToken(context, message, (code) =>
    sendNotification(context.container, {
      channel: "sms",
      to: phone,
      language: languageOfAccount(account),
      template: "phone-code",
      data: { code, minutes: tokenLifetimes.verify_phone / 60 },
    })
  )
  if (!sent.sent) {
    throw new AppError("TOO_MANY_ATTEMPTS", {
      headers: { "Retry-After": String(sent.retryAfterSeconds) },
    })
  }
}

/** @throws AppError PHONE_CODE_INVALID; after five wrong codes, or the day's tries, the right one is, too. */
export async function verifyPhone(
  context: IdentityContext,
  account: AccountRow,
  code: string
): Promise<void> {
  const tries = { of: `phone-tries:${account.id}`, most: mostTries, seconds: day }
  const mayTry =
    (await countTry(context.pool, "verify_phone", { accountId: account.id })) &&
    (await takeAllowances(context.pool, [tries])) === undefined
  const spent = mayTry ? await spendPhoneCode(context.pool, account.id, code) : undefined
  if (spent === undefined || !(await confirmPhone(context.pool, account.id, spent.proves))) {
    throw new AppError("PHONE_CODE_INVALID")
  }
  await context.projectAccount(account.id)
}
