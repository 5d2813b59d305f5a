import { z } from "zod"
import { defineMail } from "./define"
import { duration, firstName, link } from "./fields"
import type { Texts } from "./language"
import { Action, Paragraph } from "./layout"
import { greeting, hoursText } from "./wording"

const texts: Texts<{
  subject: string
  request: (marketplaceName: string) => string
  action: string
  validity: (hours: number) => string
}> = {
  pt: {
    subject: "Confirme o seu endereço de e-mail",
    request: (marketplaceName) =>
      `Falta um passo para a sua conta na ${marketplaceName} ficar pronta: confirme que este endereço é seu.`,
    action: "Confirmar o endereço",
    validity: (hours) =>
      `A ligação serve uma vez, durante ${hoursText(hours, "pt")}. Se não criou nenhuma conta, ignore esta mensagem.`,
  },
  en: {
    subject: "Confirm your e-mail address",
    request: (marketplaceName) =>
      `One step is left before your account at ${marketplaceName} is ready: confirm that this address is yours.`,
    action: "Confirm the address",
    validity: (hours) =>
      `The link works once, within ${hoursText(hours, "en")}. If you did not create an account, ignore this message.`,
  },
}

/** Asks the owner of an address to confirm it. */
export const verifyEmail = defineMail({
  schema: z.object({ firstName, url: link, expiresInHours: duration }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language, marketplaceName }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].request(marketplaceName)}</Paragraph>
      <Action href={data.url}>{texts[language].action}</Action>
      <Paragraph>{texts[language].validity(data.expiresInHours)}</Paragraph>
    </>
  ),
})
