/** Makes a text fit to be kept: without secrets and PINs, with phones down to their last three digits. */
export type Mask = (text: string, phones?: readonly string[]) => string

const hidden = "…"
const shownDigits = 3

/** "258841234567" gives "*********567". */
export function maskPhone(phone: string): string {
  const digits = phone.length - phone.slice(-shownDigits).length
  return "*".repeat(digits) + phone.slice(-shownDigits)
}

/** A Mozambican mobile number as people and operators write it, wherever it stands. */
const anyPhone = /(?<!\d)(?:(?:\+|00)?258[ -]?)?8[2-7](?:[ -]?\d){7}(?!\d)/g

/** A PIN behind its name, in JSON, XML (escaped once or not), a form or a sentence. */
const anyPin = /(pin(?:[\s"'\\:=>]|&gt;|&quot;){1,8})\d{3,8}/gi

const xmlNames: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")

/** A character as a gateway may repeat it: as it is, or escaped for JSON, for a URL, or for XML once or twice. */
function spellingsOf(character: string): string {
  const point = character.codePointAt(0) ?? 0
  const hex = point.toString(16)
  const names = [xmlNames[character], `#${point}`, `#x${hex}`, `#x${hex.toUpperCase()}`]
  const spellings = [
    character,
    JSON.stringify(character).slice(1, -1),
    `\\${character}`,
    encodeURIComponent(character.toWellFormed()),
    encodeURIComponent(character.toWellFormed()).toLowerCase(),
    ...(character === " " ? ["+"] : []),
    ...names.flatMap((name) => (name === undefined ? [] : [`&${name};`, `&amp;${name};`])),
  ]
  // The longest first, lest a part is taken for the whole.
  const longestFirst = [...new Set(spellings)].sort((one, other) => other.length - one.length)
  return `(?:${longestFirst.map(literal).join("|")})`
}

const patternOf = (secret: string) =>
  [...secret].map((each) => (/[0-9a-z]/i.test(each) ? each : spellingsOf(each))).join("")

/**
 * Hides one secret. A pattern for a token of 684 characters takes milliseconds to compile, and
 * most texts do not even hold the longest piece of it that is spelled in one way only.
 */
function hider(secret: string): (text: string) => string {
  const pieces = secret.match(/[0-9a-z]+/gi) ?? []
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one), "")
  let pattern: RegExp | undefined
  return (text) => {
    if (!text.includes(longest)) {
      return text
    }
    pattern ??= new RegExp(patternOf(secret), "g")
    return text.replace(pattern, hidden)
  }
}

const digitsOf = (phone: string) => phone.replace(/\D/g, "")

/** A mask that knows these secrets; empty ones are passed over. */
export function createMask(secrets: readonly string[]): Mask {
  const hiders = [...new Set(secrets)]
    .filter((secret) => secret !== "")
    // A secret that is part of another must not spoil the search for that one.
    .sort((one, other) => other.length - one.length)
    .map(hider)

  return (text, phones = []) => {
    const withoutSecrets = hiders.reduce((masked, hide) => hide(masked), text)
    const withoutKnown = phones
      .map(digitsOf)
      .filter((digits) => digits.length > shownDigits)
      .flatMap((digits) => [digits, digits.replace(/^258/, "")])
      .reduce((masked, digits) => masked.replaceAll(digits, maskPhone(digits)), withoutSecrets)
    return withoutKnown
      .replace(anyPin, (_match, name: string) => `${name}${hidden}`)
      .replace(anyPhone, maskPhone)
  }
}
