import { toPlainText } from "@react-email/render"
import { renderToStaticMarkup } from "react-dom/server"
import type { z } from "zod"
import { settingRegistry } from "../setting/registry"
import {
  smsTemplates,
  templates,
  type MailData,
  type MailTemplateName,
  type SmsData,
  type SmsTemplateName,
} from "./templates"
import type { MailLanguage } from "./templates/language"
import { Layout } from "./templates/layout"

/** A mail ready to send: the same words as plain text and as a whole HTML document. */
export type RenderedMail = { subject: string; text: string; html: string }

/** What may differ between marketplaces. */
export type RenderOptions = {
  /** The setting of the same name; its default where it is left out. */
  marketplaceName?: string
}

/** Data of a template is not what it takes. The message names fields, never their values. */
export class TemplateDataError extends Error {
  constructor(template: string, error: z.ZodError) {
    const problems = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    super(`The data of "${template}" is not usable: ${problems.join("; ")}`)
    this.name = "TemplateDataError"
  }
}

async function parse<Data>(
  name: string,
  template: { schema: z.ZodType<Data> },
  data: Data
): Promise<Data> {
  const parsed = await template.schema.safeParseAsync(data)
  if (!parsed.success) {
    throw new TemplateDataError(name, parsed.error)
  }
  return parsed.data
}

/** What Outlook and webmail lay tables out by. */
const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/**
 * Makes a mail. Values are escaped in the HTML; links are http or https; moments,
 * given in ISO-8601, are shown in Maputo's time. Nothing is sent or stored.
 *
 * @throws TemplateDataError where the data is not what the template takes.
 */
export async function renderMail<Name extends MailTemplateName>(
  template: Name,
  language: MailLanguage,
  data: MailData[Name],
  options: RenderOptions = {}
): Promise<RenderedMail> {
  const definition = templates[template]
  const checked = await parse(template, definition, data)
  const context = contextOf(language, options)
  const subject = definition.subject(checked, context)
  // Not react-email's own render(): that one loads react-dom by import(), which jest
  // refuses, and leaves markers of Suspense in the mail.
  const body = renderToStaticMarkup(
    <Layout context={context} subject={subject} footer={definition.footer?.(context)}>
      {definition.body(checked, context)}
    </Layout>
  )
  return { subject, text: toPlainText(body), html: `${doctype}${body}` }
}

/**
 * Makes the text of an SMS, in letters of GSM-7.
 *
 * @throws TemplateDataError where the data is not what the template takes.
 */
export async function renderSms<Name extends SmsTemplateName>(
  template: Name,
  language: MailLanguage,
  data: SmsData[Name],
  options: RenderOptions = {}
): Promise<{ text: string }> {
  const definition = smsTemplates[template]
  const checked = await parse(template, definition, data)
  return { text: definition.text(checked, contextOf(language, options)) }
}

function contextOf(language: MailLanguage, options: RenderOptions) {
  return {
    language,
    marketplaceName: options.marketplaceName ?? settingRegistry.marketplaceName.default,
  }
}
