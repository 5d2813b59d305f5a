/** Languages of mails and messages. */
export type MailLanguage = "pt" | "en"

/** A template's texts, each language with the same ones. */
export type Texts<Shape> = Record<MailLanguage, Shape>
