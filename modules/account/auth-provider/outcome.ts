/**
 * Why the provider refuses. Medusa carries a provider's refusal as one text, so a
 * waiting time travels behind a colon; `readRefusal` is its only reader.
 */
export type Refusal =
  /** `unverified`: the password is right, but the e-mail has to be verified first. */
  | { code: "INVALID_CREDENTIALS"; locked: boolean; unverified: boolean }
  | { code: "TOO_MANY_ATTEMPTS"; retryAfterSeconds: number }
  | { code: "PASSWORD_REFUSED"; reasons: string[] }
  | { code: "EMAIL_TAKEN" }
  | { code: "BUSY" }

/** The refusal as Medusa carries it. */
export function writeRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case "INVALID_CREDENTIALS":
      return [
        "INVALID_CREDENTIALS",
        ...(refusal.locked ? ["locked"] : []),
        ...(refusal.unverified ? ["unverified"] : []),
      ].join(":")
    case "TOO_MANY_ATTEMPTS":
      return `TOO_MANY_ATTEMPTS:${refusal.retryAfterSeconds}`
    case "PASSWORD_REFUSED":
      return `PASSWORD_REFUSED:${refusal.reasons.join(",")}`
    default:
      return refusal.code
  }
}

/** The refusal behind such a text; undefined for a text that is something else's, such as a driver's. */
export function readRefusal(text: string | undefined): Refusal | undefined {
  const [code, ...words] = (text ?? "").split(":")
  const [rest = ""] = words
  switch (code) {
    case "INVALID_CREDENTIALS":
      return { code, locked: words.includes("locked"), unverified: words.includes("unverified") }
    case "TOO_MANY_ATTEMPTS":
      return { code, retryAfterSeconds: Number(rest) }
    case "PASSWORD_REFUSED":
      return { code, reasons: rest.split(",") }
    case "EMAIL_TAKEN":
    case "BUSY":
      return { code }
    default:
      return undefined
  }
}
