import { z } from "zod"
import { defineMail } from "./define"
import { firstName, moment } from "./fields"
import type { Texts } from "./language"
import { Aside, Paragraph } from "./layout"
import { greeting, momentText } from "./wording"

const texts: Texts<{ subject: string; event: (at: string) => string; help: string }> = {
  pt: {
    subject: "A sua palavra-passe foi alterada",
    event: (at) => `A palavra-passe da sua conta foi alterada em ${momentText(at, "pt")}.`,
    help: "Se não foi você, escreva-nos já:",
  },
  en: {
    subject: "Your password was changed",
    event: (at) => `The password of your account was changed on ${momentText(at, "en")}.`,
    help: "If it was not you, write to us at once:",
  },
}

/** Tells that the password was changed, and where to turn if somebody else did it. */
export const passwordChanged = defineMail({
  schema: z.object({ firstName, at: moment, supportEmail: z.email() }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(data.at)}</Paragraph>
      <Aside text={texts[language].help} href={`mailto:${data.supportEmail}`}>
        {data.supportEmail}
      </Aside>
    </>
  ),
})
