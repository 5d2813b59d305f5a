import { oneLine } from "./fields"
import type { MailLanguage } from "./language"

/** Longer is no first name. */
const longestName = 40

/**
 * The first line of a mail. A name is left out where it looks like an address of a
 * page: whoever registers somebody else's e-mail address chooses the name, and mail
 * programs turn such words into links.
 */
export function greeting(firstName: string | null, language: MailLanguage): string {
  const hello = language === "pt" ? "Olá" : "Hello"
  const name = oneLine(firstName ?? "")
  const isAddress = /:\/\/|@|\w\.\w/.test(name)
  return name === "" || name.length > longestName || isAddress ? `${hello},` : `${hello} ${name},`
}

const moments: Record<MailLanguage, Intl.DateTimeFormat> = {
  pt: new Intl.DateTimeFormat("pt-PT", momentOptions()),
  en: new Intl.DateTimeFormat("en-GB", momentOptions()),
}

function momentOptions(): Intl.DateTimeFormatOptions {
  return { dateStyle: "long", timeStyle: "short", timeZone: "Africa/Maputo" }
}

/** A moment in Maputo's time, such as "5 de março de 2026 às 14:30 (hora de Maputo)". */
export function momentText(isoMoment: string, language: MailLanguage): string {
  const text = moments[language].format(new Date(isoMoment))
  return language === "pt" ? `${text} (hora de Maputo)` : `${text} (Maputo time)`
}

/** Such as "1 hora" or "24 horas". */
export function hoursText(hours: number, language: MailLanguage): string {
  return count(hours, language === "pt" ? ["hora", "horas"] : ["hour", "hours"])
}

/** Such as "1 minuto" or "30 minutos". */
export function minutesText(minutes: number, language: MailLanguage): string {
  return count(minutes, language === "pt" ? ["minuto", "minutos"] : ["minute", "minutes"])
}

function count(number: number, [one, many]: [string, string]): string {
  return `${number} ${number === 1 ? one : many}`
}

const amounts: Record<MailLanguage, Intl.NumberFormat> = {
  pt: new Intl.NumberFormat("pt-PT", amountOptions()),
  en: new Intl.NumberFormat("en-GB", amountOptions()),
}

function amountOptions(): Intl.NumberFormatOptions {
  return { minimumFractionDigits: 2, maximumFractionDigits: 2 }
}

/** Cents of the metical as people write them, such as "99,50 MT". */
export function moneyText(cents: number, language: MailLanguage): string {
  return `${amounts[language].format(cents / 100)} MT`
}
