import type { IncomingMessage } from "node:http"
import type { Place } from "./context"
import { deviceOf } from "./device"
import { deviceCookie, readCookie } from "./session-cookie"

/** Where a request comes from; the front layer has put the address it believes in the header. */
export function placeOf(request: Pick<IncomingMessage, "headers">): Place {
  const forwarded = request.headers["x-forwarded-for"]
  const deviceToken = readCookie(request, deviceCookie)
  return {
    address: typeof forwarded === "string" ? forwarded : "",
    device: deviceOf(request.headers["user-agent"]),
    ...(deviceToken === undefined ? {} : { deviceToken }),
  }
}
