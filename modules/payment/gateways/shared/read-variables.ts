/** Environment variables, as text. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The text of a variable, without space around it; undefined where it is empty. */
export function textOf(variables: Variables, name: string): string | undefined {
  const text = variables[name]?.trim()
  return text === "" ? undefined : text
}

/** @throws Error that names the variable, here and below; never with its value, which may be secret. */
export function requiredText(variables: Variables, name: string, what: string): string {
  const text = textOf(variables, name)
  if (text === undefined) {
    throw new Error(`${name} is missing: ${what}`)
  }
  return text
}

export function matchingText(
  variables: Variables,
  name: string,
  pattern: RegExp,
  what: string
): string | undefined {
  const text = textOf(variables, name)
  if (text !== undefined && !pattern.test(text)) {
    throw new Error(`${name} must be ${what}`)
  }
  return text
}

export function wholeNumber(
  variables: Variables,
  name: string,
  range: { from: number; to: number; otherwise: number }
): number {
  const text = textOf(variables, name) ?? String(range.otherwise)
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < range.from || value > range.to) {
    throw new Error(`${name} must be a whole number from ${range.from} to ${range.to}`)
  }
  return value
}

export function flag(variables: Variables, name: string, otherwise: boolean): boolean {
  const text = (textOf(variables, name) ?? String(otherwise)).toLowerCase()
  if (!["true", "false", "1", "0"].includes(text)) {
    throw new Error(`${name} must be true or false`)
  }
  return text === "true" || text === "1"
}

export function oneOf<const Choice extends string>(
  variables: Variables,
  name: string,
  choices: readonly Choice[]
): Choice | undefined {
  const text = textOf(variables, name)
  const choice = choices.find((each) => each === text)
  if (text !== undefined && choice === undefined) {
    throw new Error(`${name} must be one of ${choices.join(", ")}`)
  }
  return choice
}

/** A list separated by commas. */
export function listOf(
  variables: Variables,
  name: string,
  pattern: RegExp,
  otherwise: string
): string[] {
  const items = (textOf(variables, name) ?? otherwise).split(",").map((item) => item.trim())
  if (!items.every((item) => pattern.test(item))) {
    throw new Error(`${name} must be a list such as ${otherwise}`)
  }
  return items
}

/** The absolute URL in a variable, where there is one: http or https, no password, no fragment. */
export function urlOf(variables: Variables, name: string): URL | undefined {
  const text = textOf(variables, name)
  if (text === undefined) {
    return undefined
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url?.username === "" && url.password === "" && url.hash === ""
  if (url === undefined || !isPlain || !["http:", "https:"].includes(url.protocol)) {
    throw new Error(`${name} must be a URL that begins with https:// or http://`)
  }
  return url
}
