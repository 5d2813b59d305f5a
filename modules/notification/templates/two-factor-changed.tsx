import { z } from "zod"
import { defineMail } from "./define"
import { firstName, moment } from "./fields"
import type { Texts } from "./language"
import { Aside, Paragraph } from "./layout"
import { greeting, momentText } from "./wording"

const texts: Texts<{
  subject: (enabled: boolean) => string
  event: (enabled: boolean, at: string) => string
  help: string
}> = {
  pt: {
    subject: (enabled) => `Verificação em dois passos ${enabled ? "ligada" : "desligada"}`,
    event: (enabled, at) =>
      `A verificação em dois passos da sua conta foi ${enabled ? "ligada" : "desligada"} em ${momentText(at, "pt")}.`,
    help: "Se não foi você, escreva-nos já:",
  },
  en: {
    subject: (enabled) => `Two-step verification turned ${enabled ? "on" : "off"}`,
    event: (enabled, at) =>
      `On ${momentText(at, "en")} two-step verification of your account was turned ${enabled ? "on" : "off"}.`,
    help: "If it was not you, write to us at once:",
  },
}

/** Tells that two-step verification was turned on or off. */
export const twoFactorChanged = defineMail({
  schema: z.object({ firstName, enabled: z.boolean(), at: moment, supportEmail: z.email() }),
  subject: (data, { language }) => texts[language].subject(data.enabled),
  body: (data, { language }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(data.enabled, data.at)}</Paragraph>
      <Aside text={texts[language].help} href={`mailto:${data.supportEmail}`}>
        {data.supportEmail}
      </Aside>
    </>
  ),
})
