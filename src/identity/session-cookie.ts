import { parseCookie, stringifySetCookie } from "cookie"
import type { IncomingMessage } from "node:http"
import { refreshDays } from "../../modules/account/store/sessions"

/** The dashboard's session, and the refresh token of a browser that asked for it to ride in a cookie. */
export const sessionCookie = "txova_session"
export const refreshCookie = "txova_refresh"

const paths = { [sessionCookie]: "/", [refreshCookie]: "/v1/auth" } as const
type Name = keyof typeof paths

/** The value of one of our cookies; undefined where the request has none. */
export function readCookie(request: IncomingMessage, name: Name): string | undefined {
  const { cookie } = request.headers
  const value = cookie === undefined ? undefined : parseCookie(cookie)[name]
  return value === "" ? undefined : value
}

/**
 * A Set-Cookie that no script reads and no other site sends.
 *
 * @param value undefined takes the cookie away
 */
export function writeCookie(name: Name, value: string | undefined, secure: boolean): string {
  return stringifySetCookie(name, value ?? "", {
    httpOnly: true,
    sameSite: "strict",
    secure,
    path: paths[name],
    maxAge: value === undefined ? 0 : refreshDays * 24 * 3_600,
  })
}
