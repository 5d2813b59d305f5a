/** A token shorter than this could be guessed by who may try for months. */
const tokenCharacters = 16

/** Whether a host's name leads to this machine, where nobody listens in between. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** Whether what is sent to a URL can be read by others on the way. */
export const isReadableOnTheWay = (url: URL) =>
  url.protocol !== "https:" && !isLoopback(url.hostname)

/** What is wrong with the unguessable part of a callback's path: callbacks are not signed. */
export function unfitToken(name: string, token: string | null): string[] {
  if (token === null) {
    return [`${name} is missing: anybody could post callbacks`]
  }
  return token.length < tokenCharacters
    ? [`${name} has fewer than ${tokenCharacters} characters: it could be guessed`]
    : []
}
