import { z } from "zod"
import { defineMail } from "./define"
import { firstName, link, moment } from "./fields"
import type { Texts } from "./language"
import { Action, Paragraph } from "./layout"
import { greeting, momentText } from "./wording"

const texts: Texts<{
  subject: string
  event: (until: string) => string
  advice: string
  action: string
}> = {
  pt: {
    subject: "A sua conta está bloqueada por algum tempo",
    event: (until) =>
      `Houve demasiadas tentativas de iniciar sessão na sua conta. Para a proteger, está bloqueada até ${momentText(until, "pt")}.`,
    advice: "Pode esperar, ou escolher já uma nova palavra-passe.",
    action: "Escolher uma nova palavra-passe",
  },
  en: {
    subject: "Your account is locked for a while",
    event: (until) =>
      `There were too many attempts to sign in to your account. To protect it, it is locked until ${momentText(until, "en")}.`,
    advice: "You may wait, or choose a new password now.",
    action: "Choose a new password",
  },
}

/** Tells that failed sign-ins have locked an account, until when, and the way out. */
export const accountLocked = defineMail({
  schema: z.object({ firstName, until: moment, resetUrl: link }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(data.until)}</Paragraph>
      <Paragraph>{texts[language].advice}</Paragraph>
      <Action href={data.resetUrl}>{texts[language].action}</Action>
    </>
  ),
})
