import { z } from "zod"
import { defineMail } from "./define"
import { firstName, moment } from "./fields"
import type { Texts } from "./language"
import { Paragraph } from "./layout"
import { greeting, momentText } from "./wording"

const texts: Texts<{
  subject: string
  event: (marketplaceName: string, at: string) => string
  consequence: string
}> = {
  pt: {
    subject: "A sua conta foi encerrada",
    event: (marketplaceName, at) =>
      `A sua conta na ${marketplaceName} foi encerrada em ${momentText(at, "pt")}, e todas as sessões terminaram.`,
    consequence:
      "Já não é possível iniciar sessão com este endereço. Obrigado por ter estado connosco.",
  },
  en: {
    subject: "Your account was closed",
    event: (marketplaceName, at) =>
      `Your account at ${marketplaceName} was closed on ${momentText(at, "en")}, and all sessions have ended.`,
    consequence:
      "Signing in with this address is no longer possible. Thank you for having been with us.",
  },
}

/** Confirms that an account was closed. */
export const accountClosed = defineMail({
  schema: z.object({ firstName, at: moment }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language, marketplaceName }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(marketplaceName, data.at)}</Paragraph>
      <Paragraph>{texts[language].consequence}</Paragraph>
    </>
  ),
})
