import { renderMail, renderSms, TemplateDataError } from "../render"
import { templates, type MailData, type MailTemplateName } from "../templates"
import type { MailLanguage } from "../templates/language"
import { mailSamples, smsSamples } from "../templates/samples"

const names = Object.keys(templates) as MailTemplateName[]
const cases = names.flatMap((name): [MailTemplateName, MailLanguage][] => [
  [name, "pt"],
  [name, "en"],
])

const subjects: Record<MailTemplateName, Record<MailLanguage, string>> = {
  "verify-email": {
    pt: "Confirme o seu endereço de e-mail",
    en: "Confirm your e-mail address",
  },
  "account-exists": {
    pt: "Já tem uma conta na Txova",
    en: "You already have an account at Txova",
  },
  "reset-password": { pt: "Escolha uma nova palavra-passe", en: "Choose a new password" },
  "new-sign-in": {
    pt: "Novo início de sessão na sua conta",
    en: "New sign-in to your account",
  },
  "password-changed": {
    pt: "A sua palavra-passe foi alterada",
    en: "Your password was changed",
  },
  "two-factor-changed": {
    pt: "Verificação em dois passos ligada",
    en: "Two-step verification turned on",
  },
  "account-closed": { pt: "A sua conta foi encerrada", en: "Your account was closed" },
  "account-locked": {
    pt: "A sua conta está bloqueada por algum tempo",
    en: "Your account is locked for a while",
  },
  "price-drop": { pt: "O preço baixou: Mel de acácia", en: "The price fell: Mel de acácia" },
  "back-in-stock": {
    pt: "De novo disponível: Mel de acácia",
    en: "Available again: Mel de acácia",
  },
}

function sample<Name extends MailTemplateName>(name: Name): MailData[Name] {
  return mailSamples[name]
}

/** The links in a sample's data. */
function linksOf(name: MailTemplateName): string[] {
  return Object.values(sample(name)).filter(
    (value): value is string => typeof value === "string" && value.startsWith("http:")
  )
}

const occurrences = (text: string, part: string) => text.split(part).length - 1
/** As an attribute or a text of HTML holds it. */
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

describe.each(cases)("the mail %s in %s", (name, language) => {
  it("has its subject, which is also its title", async () => {
    const mail = await renderMail(name, language, sample(name))
    expect(mail.subject).toBe(subjects[name][language])
    expect(mail.html).toContain(`<title>${mail.subject}</title>`)
    expect(mail.html).toContain(`lang="${language}"`)
  })

  it("leaves no placeholder", async () => {
    const mail = await renderMail(name, language, sample(name))
    for (const words of [mail.subject, mail.text, mail.html]) {
      expect(words).not.toMatch(/undefined|\bnull\b|NaN|\[object|\$\{|\{\{|=>|Invalid Date/)
    }
  })

  it("has each link once as text and once in HTML", async () => {
    const mail = await renderMail(name, language, sample(name))
    for (const link of linksOf(name)) {
      expect(occurrences(mail.text, link)).toBe(1)
      expect(occurrences(mail.html, escaped(link))).toBe(1)
    }
  })

  it("escapes the first name in HTML and shows it as it is in text", async () => {
    const mail = await renderMail(name, language, { ...sample(name), firstName: "<b>x</b>" })
    expect(mail.html).toContain("&lt;b&gt;x&lt;/b&gt;")
    expect(mail.html).not.toContain("<b>")
    expect(mail.text).toContain(language === "pt" ? "Olá <b>x</b>," : "Hello <b>x</b>,")
  })

  it("calls the marketplace as its setting does", async () => {
    const mail = await renderMail(name, language, sample(name), { marketplaceName: "Horta & Cia" })
    expect(mail.html).toContain("Horta &amp; Cia")
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain("Txova")
  })
})

it.each(["win.example", "https://win.example", "me@win.example", "x".repeat(41), " \u0000 "])(
  "a mail greets nobody called %j",
  async (firstName) => {
    const { text } = await renderMail("verify-email", "pt", {
      ...sample("verify-email"),
      firstName,
    })
    expect(text).toContain("Olá,")
    expect(text).not.toContain("win.example")
  }
)

it("a mail about an account whose owner gave no name greets all the same", async () => {
  const data = { ...sample("account-exists"), firstName: null }
  expect((await renderMail("account-exists", "en", data)).text).toContain("Hello,")
})

it("a link keeps every parameter", async () => {
  const url = "https://txova.example/verify-email?token=a%2Bb&next=%2Fcart"
  const mail = await renderMail("verify-email", "pt", { ...sample("verify-email"), url })
  expect(mail.text).toContain(` ${url}`)
  expect(mail.html).toContain(`href="${escaped(url)}"`)
})

it.each(["javascript:alert(1)", "data:text/html,x", "/verify-email", "ftp://txova.example"])(
  "a mail refuses the link %s, and does not repeat it",
  async (url) => {
    const rendering = renderMail("verify-email", "pt", { ...sample("verify-email"), url })
    await expect(rendering).rejects.toThrow(TemplateDataError)
    await expect(rendering).rejects.toThrow(/^The data of "verify-email" is not usable: url: /)
    await expect(rendering).rejects.not.toThrow(url)
  }
)

it("moments are shown in Maputo's time", async () => {
  const data = { ...sample("account-closed"), at: "2026-12-31T23:15:00.000Z" }
  const pt = await renderMail("account-closed", "pt", data)
  const en = await renderMail("account-closed", "en", data)
  expect(pt.text).toContain("1 de janeiro de 2027 às 01:15 (hora de Maputo)")
  expect(en.text).toContain("1 January 2027 at 01:15 (Maputo time)")
})

it("one hour and one minute are singular", async () => {
  const verify = { ...sample("verify-email"), expiresInHours: 1 }
  const reset = { ...sample("reset-password"), expiresInMinutes: 1 }
  expect((await renderMail("verify-email", "pt", verify)).text).toContain("durante 1 hora.")
  expect((await renderMail("reset-password", "en", reset)).text).toContain("within 1 minute.")
})

it("what a client says of itself stays on one line, and short", async () => {
  const device = `Firefox\n\nhttp://win.example ${"x".repeat(200)}`
  const { text } = await renderMail("new-sign-in", "en", { ...sample("new-sign-in"), device })
  const line = text.split("\n").find((candidate) => candidate.startsWith("Device: ")) ?? ""
  expect(line).toContain("Firefox http")
  expect(line.length).toBeLessThanOrEqual("Device: ".length + 80)
})

it("two-step verification that was turned off is said to be off", async () => {
  const data = { ...sample("two-factor-changed"), enabled: false }
  expect((await renderMail("two-factor-changed", "pt", data)).text).toContain("desligada")
  expect((await renderMail("two-factor-changed", "en", data)).subject).toContain("off")
})

describe.each<MailLanguage>(["pt", "en"])("the text message phone-code in %s", (language) => {
  it("has the code once, and fits one part of GSM-7", async () => {
    const { text } = await renderSms("phone-code", language, smsSamples["phone-code"])
    expect(occurrences(text, "123456")).toBe(1)
    expect(text).toContain("10 minut")
    expect(text).toMatch(/^[A-Za-z0-9 .,:;!?'"()+\-/]{1,160}$/)
  })

  it("refuses what is no code", async () => {
    const rendering = renderSms("phone-code", language, { code: "12 <b>", minutes: 10 })
    await expect(rendering).rejects.toThrow(TemplateDataError)
  })
})
