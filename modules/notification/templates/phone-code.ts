import { z } from "zod"
import { defineSms } from "./define"
import { duration } from "./fields"
import type { Texts } from "./language"
import { minutesText } from "./wording"

/**
 * Without accents, and in one part of 160 characters: a letter outside GSM-7, such as
 * "ã", would make it two parts of 70, each paid for.
 */
const texts: Texts<(marketplaceName: string, code: string, minutes: number) => string> = {
  pt: (marketplaceName, code, minutes) =>
    `${marketplaceName}: o seu codigo: ${code}. Serve durante ${minutesText(minutes, "pt")}. Nunca o diga a ninguem.`,
  en: (marketplaceName, code, minutes) =>
    `${marketplaceName}: your code: ${code}. It works for ${minutesText(minutes, "en")}. Never tell it to anybody.`,
}

/** Proves that a phone is its owner's. */
export const phoneCode = defineSms({
  schema: z.object({ code: z.string().regex(/^\d{4,10}$/), minutes: duration }),
  text: (data, { language, marketplaceName }) =>
    texts[language](marketplaceName, data.code, data.minutes),
})
