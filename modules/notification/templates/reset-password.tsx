import { z } from "zod"
import { defineMail } from "./define"
import { duration, firstName, link } from "./fields"
import type { Texts } from "./language"
import { Action, Paragraph } from "./layout"
import { greeting, minutesText } from "./wording"

const texts: Texts<{
  subject: string
  request: (marketplaceName: string) => string
  action: string
  validity: (minutes: number) => string
}> = {
  pt: {
    subject: "Escolha uma nova palavra-passe",
    request: (marketplaceName) =>
      `Recebemos um pedido para mudar a palavra-passe da sua conta na ${marketplaceName}.`,
    action: "Escolher uma nova palavra-passe",
    validity: (minutes) =>
      `A ligação serve uma vez, durante ${minutesText(minutes, "pt")}. Se não fez este pedido, ignore esta mensagem: a palavra-passe continua a mesma.`,
  },
  en: {
    subject: "Choose a new password",
    request: (marketplaceName) =>
      `We received a request to change the password of your account at ${marketplaceName}.`,
    action: "Choose a new password",
    validity: (minutes) =>
      `The link works once, within ${minutesText(minutes, "en")}. If you did not ask for it, ignore this message: your password stays the same.`,
  },
}

/** Gives the owner of an account a way to choose a new password. */
export const resetPassword = defineMail({
  schema: z.object({ firstName, url: link, expiresInMinutes: duration }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language, marketplaceName }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].request(marketplaceName)}</Paragraph>
      <Action href={data.url}>{texts[language].action}</Action>
      <Paragraph>{texts[language].validity(data.expiresInMinutes)}</Paragraph>
    </>
  ),
})
