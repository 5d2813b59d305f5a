/** Languages the API answers in; the first is the default. */
export type Language = "pt" | "en"

const remembered = new Map<string, Language>()
const mostRemembered = 1000

/**
 * The language to answer in: the better wanted of Portuguese and English in
 * Accept-Language, Portuguese when neither is named.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) {
    return "pt"
  }
  const known = remembered.get(acceptLanguage)
  if (known !== undefined) {
    return known
  }
  const language = parsed(acceptLanguage)
  if (remembered.size >= mostRemembered) {
    remembered.clear()
  }
  remembered.set(acceptLanguage, language)
  return language
}

function parsed(acceptLanguage: string): Language {
  let best: Language = "pt"
  let bestQuality = 0
  for (const { name, quality } of weighted(acceptLanguage)) {
    const primary = name.split("-", 1)[0]
    if ((primary === "pt" || primary === "en") && quality > bestQuality) {
      best = primary
      bestQuality = quality
    }
  }
  return best
}

/** Splits a header such as `pt-MZ, en;q=0.8` into names in lower case and qualities 0–1. */
export function weighted(header: string): { name: string; quality: number }[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [name = "", ...parameters] = part.split(";")
      const weight = parameters.map((text) => text.trim()).find((text) => text.startsWith("q="))
      const quality = weight === undefined ? 1 : Number(weight.slice(2))
      return {
        name: name.trim().toLowerCase(),
        quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0,
      }
    })
}
