import type { IdentityContext, Place } from "./context"
import { deviceCookie, writeCookie } from "./session-cookie"

/** The Set-Cookie by which a device that has just signed in is known from now on. */
export function knownDeviceCookie(context: IdentityContext, email: string, place: Place): string {
  const token = context.knownDevices.issue(email, place.deviceToken)
  return writeCookie(deviceCookie, token, context.secureCookies)
}
