import type { z } from "zod"
import { accountClosed } from "./account-closed"
import { accountExists } from "./account-exists"
import { accountLocked } from "./account-locked"
import type { MailTemplate, SmsTemplate } from "./define"
import { newSignIn } from "./new-sign-in"
import { passwordChanged } from "./password-changed"
import { phoneCode } from "./phone-code"
import { resetPassword } from "./reset-password"
import { twoFactorChanged } from "./two-factor-changed"
import { verifyEmail } from "./verify-email"
import { backInStock, priceDrop } from "./wish"

const mails = {
  "verify-email": verifyEmail,
  "account-exists": accountExists,
  "reset-password": resetPassword,
  "new-sign-in": newSignIn,
  "password-changed": passwordChanged,
  "two-factor-changed": twoFactorChanged,
  "account-closed": accountClosed,
  "account-locked": accountLocked,
  "price-drop": priceDrop,
  "back-in-stock": backInStock,
}

const messages = { "phone-code": phoneCode }

/** What each mail is made from. */
export type MailData = { [Name in keyof typeof mails]: z.output<(typeof mails)[Name]["schema"]> }
export type MailTemplateName = keyof MailData

/** What each text message is made from. */
export type SmsData = {
  [Name in keyof typeof messages]: z.output<(typeof messages)[Name]["schema"]>
}
export type SmsTemplateName = keyof SmsData

/** Every mail by the name that callers and the notification table use. */
export const templates: { [Name in MailTemplateName]: MailTemplate<MailData[Name]> } = mails

/** Every text message by its name. */
export const smsTemplates: { [Name in SmsTemplateName]: SmsTemplate<SmsData[Name]> } = messages
