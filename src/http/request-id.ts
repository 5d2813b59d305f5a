import { randomBytes } from "node:crypto"

const acceptable = /^[A-Za-z0-9_-]{1,64}$/

// Random per process, then counted: unique without asking for randomness per request.
const prefix = `${randomBytes(6).toString("base64url")}-`
let sequence = 0
/** Seven digits: ids of one length, so that no answer's length tells anything. */
const digits = 7

/**
 * The id under which a request is logged and answered.
 *
 * @param incoming the caller's X-Request-Id; kept when it is at most 64 of [A-Za-z0-9_-]
 */
export function requestIdFrom(incoming: string | string[] | undefined): string {
  if (typeof incoming === "string" && acceptable.test(incoming)) {
    return incoming
  }
  sequence += 1
  return prefix + sequence.toString(36).padStart(digits, "0")
}
