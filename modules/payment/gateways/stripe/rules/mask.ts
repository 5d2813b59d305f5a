const storedLength = 4_000
const masked = "•••"

/** Fields that let one pay or read on, and fields that say who the payer is. */
const hiddenFields = new Set([
  "client_secret",
  "receipt_url",
  "receipt_email",
  "email",
  "name",
  "phone",
  "address",
  "fingerprint",
  "number",
  "cvc",
  "ephemeral_key",
])

/** Keys, webhook secrets and client secrets, wherever they stand in a text. */
const secrets = /\b(?:(?:sk|rk|ek)_(?:live|test)_|whsec_|(?:pi|seti|src)_\w+?_secret_)\w+/g

/** At most 4,000 characters of an answer, without secrets; JSON loses its white space as well. */
export function maskBody(body: string): string {
  return maskText(hideFields(body)).slice(0, storedLength)
}

/** A text without the secrets that can be told by their look. */
export function maskText(text: string): string {
  return text.replace(secrets, masked)
}

function hideFields(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (key, value: unknown) =>
      hiddenFields.has(key) && value !== null ? masked : value
    )
  } catch {
    // Half an object, or a page: fields cannot be told apart, so whatever follows a name goes.
    return body.replace(
      /"(client_secret|receipt_url|receipt_email|email|name|phone|number|cvc)"\s*:\s*"[^"]*"?/g,
      (_match, field: string) => `"${field}":"${masked}"`
    )
  }
}

/** The fields of a form as they may be stored: `metadata[reference]` and the like are kept. */
export function maskForm(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].map(([name, value]) => {
      const field = name.replaceAll("]", "").split("[").at(-1) ?? name
      const isHidden = hiddenFields.has(field) && !name.startsWith("metadata[")
      return [name, isHidden ? masked : maskText(value)]
    })
  )
}
