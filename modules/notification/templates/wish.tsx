import { z } from "zod"
import { defineMail, type MailContext } from "./define"
import { firstName, link, oneLine } from "./fields"
import type { Texts } from "./language"
import { Action, Aside, Paragraph } from "./layout"
import { greeting, moneyText } from "./wording"

/** A product's name is its seller's text. */
const productName = z.string().transform((text) => oneLine(text).slice(0, 120))
const cents = z.int().min(0)

const shared = { firstName, product: productName, url: link, preferencesUrl: link }

const common: Texts<{
  action: string
  why: string
  preferences: string
  footer: (name: string) => string
}> = {
  pt: {
    action: "Ver o produto",
    why: "Recebe esta mensagem porque o produto está na sua lista de desejos.",
    preferences: "Deixar de receber",
    footer: (name) => `Mensagem automática da ${name} sobre a sua lista de desejos.`,
  },
  en: {
    action: "See the product",
    why: "You get this message because the product is on your wishlist.",
    preferences: "Stop these messages",
    footer: (name) => `An automatic message from ${name} about your wishlist.`,
  },
}

const footer = ({ language, marketplaceName }: MailContext) =>
  common[language].footer(marketplaceName)

const drops: Texts<{
  subject: (product: string) => string
  event: (product: string, before: string, price: string) => string
}> = {
  pt: {
    subject: (product) => `O preço baixou: ${product}`,
    event: (product, before, price) => `${product} custa agora ${price}; custava ${before}.`,
  },
  en: {
    subject: (product) => `The price fell: ${product}`,
    event: (product, before, price) => `${product} is now ${price}; it was ${before}.`,
  },
}

const returns: Texts<{
  subject: (product: string) => string
  event: (product: string) => string
  priced: (product: string, price: string) => string
}> = {
  pt: {
    subject: (product) => `De novo disponível: ${product}`,
    event: (product) => `${product} está de novo disponível.`,
    priced: (product, price) => `${product} está de novo disponível, por ${price}.`,
  },
  en: {
    subject: (product) => `Available again: ${product}`,
    event: (product) => `${product} is available again.`,
    priced: (product, price) => `${product} is available again, for ${price}.`,
  },
}

function body(
  data: { firstName: string; url: string; preferencesUrl: string },
  { language }: MailContext,
  event: string
) {
  const { action, why, preferences } = common[language]
  return (
    <>
      <Paragraph>{greeting(data.firstName, language)}</Paragraph>
      <Paragraph>{event}</Paragraph>
      <Action href={data.url}>{action}</Action>
      <Aside text={why} href={data.preferencesUrl}>
        {preferences}
      </Aside>
    </>
  )
}

/** Tells that a product on somebody's wishlist costs less; amounts in cents. */
export const priceDrop = defineMail({
  schema: z.object({ ...shared, centsBefore: cents, cents }),
  subject: ({ product }, { language }) => drops[language].subject(product),
  body: (data, context) => {
    const { language } = context
    const [before, price] = [moneyText(data.centsBefore, language), moneyText(data.cents, language)]
    return body(data, context, drops[language].event(data.product, before, price))
  },
  footer,
})

/** Tells that a product on somebody's wishlist can be had again; the price in cents. */
export const backInStock = defineMail({
  schema: z.object({ ...shared, cents: cents.nullable() }),
  subject: ({ product }, { language }) => returns[language].subject(product),
  body: (data, context) => {
    const { event, priced } = returns[context.language]
    const text =
      data.cents === null
        ? event(data.product)
        : priced(data.product, moneyText(data.cents, context.language))
    return body(data, context, text)
  },
  footer,
})
