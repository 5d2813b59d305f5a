import type { ReactElement } from "react"
import type { z } from "zod"
import type { MailLanguage } from "./language"

/** What every template knows beside its data. */
export type MailContext = { language: MailLanguage; marketplaceName: string }

/** A mail: which data it takes, its subject, and its body inside the shared layout. */
export type MailTemplate<Data> = {
  schema: z.ZodType<Data>
  subject: (data: Data, context: MailContext) => string
  body: (data: Data, context: MailContext) => ReactElement
  /** The last line; without it the mail is about the account's security. */
  footer?: (context: MailContext) => string
}

/** A text message: which data it takes, and its whole text. */
export type SmsTemplate<Data> = {
  schema: z.ZodType<Data>
  text: (data: Data, context: MailContext) => string
}

/** Declares a mail's template; its data's type is its schema's. */
export function defineMail<Data>(template: MailTemplate<Data>): MailTemplate<Data> {
  return template
}

/** Declares a text message's template. */
export function defineSms<Data>(template: SmsTemplate<Data>): SmsTemplate<Data> {
  return template
}
