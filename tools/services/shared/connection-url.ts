const passwordsIn = (url: string): string[] => {
  const userInfo = /^[^:]*:\/\/(.*)@/s.exec(url)?.[1] ?? ""
  const raw = userInfo.slice(userInfo.indexOf(":") + 1)
  const inQuery = [...url.matchAll(/[?&](?:password|pwd)=([^&]*)/gi)].map((match) => match[1] ?? "")
  return [raw, ...inQuery].flatMap((secret) => [secret, decoded(secret)]).filter(Boolean)
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Where a connection URL points, without user, password and parameters: `postgres://db.example:5432/shop`. */
export const placeOf = (url: string): string => {
  const scheme = /^[a-z][a-z0-9+]*:\/\//i.exec(url)?.[0] ?? ""
  const rest = url.slice(scheme.length)
  return scheme + (rest.slice(rest.lastIndexOf("@") + 1).split("?")[0] ?? "")
}

/** The text of a driver's error with the URL and every password in it replaced. */
export const withoutSecrets = (text: string, url: string): string =>
  [url, ...passwordsIn(url)].reduce((clean, secret) => clean.replaceAll(secret, "***"), text)
