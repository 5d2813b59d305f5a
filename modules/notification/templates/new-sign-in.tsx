import { z } from "zod"
import { defineMail } from "./define"
import { clientText, firstName, moment } from "./fields"
import type { Texts } from "./language"
import { Paragraph } from "./layout"
import { greeting, momentText } from "./wording"

const texts: Texts<{
  subject: string
  event: (marketplaceName: string) => string
  when: string
  device: string
  place: string
  advice: string
}> = {
  pt: {
    subject: "Novo início de sessão na sua conta",
    event: (marketplaceName) =>
      `Alguém iniciou sessão na sua conta da ${marketplaceName} num dispositivo que não conhecíamos.`,
    when: "Quando",
    device: "Dispositivo",
    place: "Endereço de rede",
    advice:
      "Se foi você, não precisa de fazer nada. Se não foi, mude já a palavra-passe: isso termina todas as sessões.",
  },
  en: {
    subject: "New sign-in to your account",
    event: (marketplaceName) =>
      `Somebody signed in to your account at ${marketplaceName} on a device we did not know.`,
    when: "When",
    device: "Device",
    place: "Network address",
    advice:
      "If it was you, there is nothing to do. If not, change your password now: that ends all sessions.",
  },
}

/**
 * Tells of a sign-in on a new device. `device` is what the client says of itself;
 * `place` the network address, already masked, such as "41.94.*.*".
 */
export const newSignIn = defineMail({
  schema: z.object({ firstName, at: moment, device: clientText, place: clientText }),
  subject: (_data, { language }) => texts[language].subject,
  body: (data, { language, marketplaceName }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(marketplaceName)}</Paragraph>
      <Paragraph>{`${texts[language].when}: ${momentText(data.at, language)}`}</Paragraph>
      <Paragraph>{`${texts[language].device}: ${data.device}`}</Paragraph>
      <Paragraph>{`${texts[language].place}: ${data.place}`}</Paragraph>
      <Paragraph>{texts[language].advice}</Paragraph>
    </>
  ),
})
