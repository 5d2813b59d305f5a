const mozambican = /^\+258(8\d{8})$/

/** The nine digits within Mozambique of a mobile number in E.164; undefined for any other number. */
export function nationalDigits(phone: string): string | undefined {
  return mozambican.exec(phone)?.[1]
}

/** Whether a number in E.164 begins, within Mozambique, with one of an operator's prefixes. */
export function hasPrefix(phone: string, prefixes: readonly string[]): boolean {
  const digits = nationalDigits(phone)
  return digits !== undefined && prefixes.some((prefix) => digits.startsWith(prefix))
}
