import type { Exchange, GatewayAnswer, Outcome } from "../gateway"
import type { WireAnswer } from "./send-request"

const maxAnswerCharacters = 4_000

/** Postgres takes neither NUL nor half a surrogate pair, which a cut may leave. */
const storable = (text: string) =>
  text.slice(0, maxAnswerCharacters).toWellFormed().replaceAll("\0", "\uFFFD")

/** What is kept of a question and its answer; the request's fields are masked by whoever names them. */
export function recordExchange(
  operation: string,
  request: Readonly<Record<string, string>>,
  wire: WireAnswer,
  mask: (text: string) => string
): Exchange {
  return {
    operation,
    request,
    status: wire.status,
    // Masked before it is cut: half a secret would not be recognised.
    answer: wire.body === null ? null : storable(mask(wire.body)),
    fault: wire.fault,
    startedAt: wire.startedAt,
    milliseconds: wire.milliseconds,
  }
}

/** The answer where the gateway was not asked at all, and why. */
export function notAsked(operation: string, reason: string, outcome: Outcome): GatewayAnswer {
  return {
    outcome,
    code: null,
    conversationId: null,
    exchange: {
      operation,
      request: { notAskedBecause: reason },
      status: null,
      answer: null,
      fault: null,
      startedAt: new Date(),
      milliseconds: 0,
    },
  }
}
