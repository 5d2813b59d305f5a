import { parseCookie, stringifySetCookie } from "cookie"
import type { IncomingMessage } from "node:http"
import { refreshDays } from "../../modules/account/store/sessions"
import { knownDeviceDays } from "./known-devices"

/**
 * The dashboard's session, the refresh token of a browser that asked for it to ride in a
 * cookie, and what a device that has signed in is known by.
 */
export const sessionCookie = "txova_session"
export const refreshCookie = "txova_refresh"
export const deviceCookie = "txova_device"

const cookies = {
  [sessionCookie]: { path: "/", days: refreshDays },
  [refreshCookie]: { path: "/v1/auth", days: refreshDays },
  [deviceCookie]: { path: "/", days: knownDeviceDays },
} as const
type Name = keyof typeof cookies

/** The value of one of our cookies; undefined where the request has none. */
export function readCookie(
  request: Pick<IncomingMessage, "headers">,
  name: Name
): string | undefined {
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
  const { path, days } = cookies[name]
  return stringifySetCookie(name, value ?? "", {
    httpOnly: true,
    sameSite: "strict",
    secure,
    path,
    maxAge: value === undefined ? 0 : days * 24 * 3_600,
  })
}
