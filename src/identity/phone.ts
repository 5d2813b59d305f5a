import { randomInt } from "node:crypto"
import {
  confirmPhone,
  languageOfAccount,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { countTry, spendPhoneCode, tokenLifetimes } from "../../modules/account/store/tokens"
import { sendNotification } from "../../modules/notification/send-notification"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"
import { issueAfterPause, messagePauseSeconds } from "./issue-after-pause"

/** @throws AppError TOO_MANY_ATTEMPTS within a minute of the last code, VALIDATION_FAILED without a phone. */
export async function sendPhoneCode(context: IdentityContext, account: AccountRow): Promise<void> {
  if (account.phone === null) {
    throw new AppError("VALIDATION_FAILED", {
      details: [{ path: "phone", message: "the profile has no phone" }],
    })
  }
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  const { id, phone } = account
  if ((await issueAfterPause(context, id, "verify_phone", phone, code)) === undefined) {
    throw new AppError("TOO_MANY_ATTEMPTS", {
      headers: { "Retry-After": String(messagePauseSeconds) },
    })
  }
  await sendNotification(context.container, {
    channel: "sms",
    to: account.phone,
    language: languageOfAccount(account),
    template: "phone-code",
    data: { code, minutes: tokenLifetimes.verify_phone / 60 },
  })
}

/** @throws AppError PHONE_CODE_INVALID; after five wrong codes the right one is, too. */
export async function verifyPhone(
  context: IdentityContext,
  account: AccountRow,
  code: string
): Promise<void> {
  const mayTry = await countTry(context.pool, "verify_phone", { accountId: account.id })
  const spent = mayTry ? await spendPhoneCode(context.pool, account.id, code) : undefined
  if (spent === undefined || !(await confirmPhone(context.pool, account.id, spent.proves))) {
    throw new AppError("PHONE_CODE_INVALID")
  }
  await context.projectAccount(account.id)
}
