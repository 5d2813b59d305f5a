import { z } from "zod"
import { defineMail } from "./define"
import { firstName, link } from "./fields"
import type { Texts } from "./language"
import { Action, Aside, Paragraph } from "./layout"
import { greeting } from "./wording"

const texts: Texts<{
  subject: (marketplaceName: string) => string
  event: (marketplaceName: string) => string
  signIn: string
  forgotten: string
  reset: string
  otherwise: string
}> = {
  pt: {
    subject: (marketplaceName) => `Já tem uma conta na ${marketplaceName}`,
    event: (marketplaceName) =>
      `Alguém tentou criar uma conta na ${marketplaceName} com este endereço, que já tem uma. Se foi você, basta iniciar sessão.`,
    signIn: "Iniciar sessão",
    forgotten: "Esqueceu a palavra-passe?",
    reset: "Escolher uma nova",
    otherwise: "Se não foi você, não precisa de fazer nada: a sua conta continua igual.",
  },
  en: {
    subject: (marketplaceName) => `You already have an account at ${marketplaceName}`,
    event: (marketplaceName) =>
      `Somebody tried to create an account at ${marketplaceName} with this address, which already has one. If it was you, just sign in.`,
    signIn: "Sign in",
    forgotten: "Forgot your password?",
    reset: "Choose a new one",
    otherwise: "If it was not you, there is nothing to do: your account is unchanged.",
  },
}

/** Tells the owner of an account that somebody tried to register with their address. */
export const accountExists = defineMail({
  schema: z.object({ firstName: firstName.nullable(), signInUrl: link, resetUrl: link }),
  subject: (_data, { language, marketplaceName }) => texts[language].subject(marketplaceName),
  body: (data, { language, marketplaceName }) => (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{texts[language].event(marketplaceName)}</Paragraph>
      <Action href={data.signInUrl}>{texts[language].signIn}</Action>
      <Aside text={texts[language].forgotten} href={data.resetUrl}>
        {texts[language].reset}
      </Aside>
      <Paragraph>{texts[language].otherwise}</Paragraph>
    </>
  ),
})
