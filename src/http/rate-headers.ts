import type { OutgoingHttpHeader } from "node:http"
import type { RateDecision } from "./rate-limit"

/**
 * Adds the RateLimit headers of a decision to a head (draft-ietf-httpapi-ratelimit-headers,
 * the separate fields); none for what is not counted.
 */
export function pushRateHeaders(head: OutgoingHttpHeader[], rate: RateDecision | undefined): void {
  if (rate?.counted === true) {
    head.push("RateLimit-Limit", String(rate.limit))
    head.push("RateLimit-Remaining", String(rate.remaining))
    head.push("RateLimit-Reset", String(rate.resetSeconds))
  }
}

/** Of two decisions on one request the one that binds: the refusal, or what leaves less. */
export function tighter(one: RateDecision, other: RateDecision): RateDecision {
  if (one.allowed !== other.allowed || one.counted !== other.counted) {
    return one.allowed && other.counted ? other : one
  }
  return other.remaining < one.remaining ? other : one
}
