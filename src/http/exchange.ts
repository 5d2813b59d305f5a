import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http"
import type { AccessLog } from "./access-log"
import { hasLongBody, lingerThen } from "./body-limit"
import type { Origin } from "./client-address"
import type { Bounded, Deadlines } from "./deadlines"
import { answerError, type ErrorAnswer, type FrontErrorCode } from "./error-answer"
import { addFrontHead, type FrontHead } from "./front-head"
import { languageOf } from "./languages"
import type { RouteClass } from "./limits"
import type { HttpMetrics } from "./metrics"
import type { Door } from "./route-path"
import { endSealed, sealWithError, writeSealed } from "./sealed-answer"

/** What all exchanges of a process share. */
export interface ExchangeServices {
  readonly metrics: HttpMetrics
  readonly accessLog: AccessLog
  readonly deadlines: Deadlines
}

const exchangeKey = Symbol("exchange")

type Marked = ServerResponse & { [exchangeKey]?: Exchange }

/**
 * A request on its way through the front layer. Made, it marks request and answer for those
 * behind; at the end it counts and logs.
 */
export class Exchange implements Bounded {
  dueAt = Infinity
  readonly #startedAt = performance.now()
  readonly #services: ExchangeServices
  readonly #sentBefore: number

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly door: Door,
    readonly routeClass: RouteClass,
    readonly origin: Origin,
    readonly head: FrontHead,
    services: ExchangeServices
  ) {
    this.#services = services
    this.#sentBefore = request.socket.bytesWritten
    services.metrics.begin()
    const marked: Marked = response
    marked[exchangeKey] = this
    addFrontHead(response, head)
    tellHandlers(this)
    response.on("close", closed)
  }

  /** Answers with an error instead of passing the request on. */
  refuse(code: FrontErrorCode, retryAfter?: number): void {
    if (hasLongBody(this.request)) {
      this.interrupt(code, retryAfter)
    } else {
      answerError(this.response, this.#answer(code, retryAfter, false))
    }
  }

  /** Answers with an error although a handler is at work. */
  interrupt(code: FrontErrorCode, retryAfter?: number): void {
    const { request, response } = this
    const body = sealWithError(response, this.#answer(code, retryAfter, !request.complete))
    if (body === undefined) {
      request.destroy()
      return
    }
    writeSealed(response, body)
    lingerThen(request, response, () => endSealed(response))
  }

  /**
   * Interrupts with 503 unless the head of an answer was written in time. A stream of events
   * writes its head at once and may then take as long as it likes.
   */
  answerWithin(limitMs: number): void {
    this.dueAt = this.#startedAt + limitMs
    this.#services.deadlines.add(this)
  }

  overdue(): void {
    if (!this.response.headersSent) {
      this.interrupt("SERVICE_UNAVAILABLE", 5)
    }
  }

  /** Counts and logs; called when the answer was sent or the client went away. */
  close(): void {
    const { request, response, door } = this
    const { metrics, accessLog, deadlines } = this.#services
    const { method = "GET", url = "/" } = request
    const durationMs = performance.now() - this.#startedAt
    deadlines.delete(this)
    metrics.end()
    metrics.answered(door, method, response.statusCode, durationMs)
    accessLog.record({
      method,
      url,
      status: response.statusCode,
      durationMs,
      bytes: request.socket.bytesWritten - this.#sentBefore,
      requestId: this.head.requestId,
      aborted: !response.writableFinished,
    })
  }

  #answer(code: FrontErrorCode, retryAfter: number | undefined, close: boolean): ErrorAnswer {
    const language = languageOf(this.request.headers["accept-language"])
    return { code, language, requestId: this.head.requestId, retryAfter, close }
  }
}

function closed(this: Marked): void {
  this[exchangeKey]?.close()
}

/** What a trusted proxy may say of the request besides who sent it. */
const claimedByProxies = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"] as const

/**
 * Headers other than X-Forwarded-For in which Medusa's `request-ip` looks for the client,
 * the first of them before it. Nobody's word is taken in them, a trusted proxy's neither:
 * what it says of the client was judged from X-Forwarded-For.
 */
const claimedAddresses = [
  "x-client-ip",
  "cf-connecting-ip",
  "fastly-client-ip",
  "true-client-ip",
  "x-real-ip",
  "x-cluster-client-ip",
  "x-forwarded",
  "forwarded-for",
  "forwarded",
  "x-appengine-user-ip",
] as const

/** Gives handlers one truth: our request id, and the client as the front layer sees it. */
function tellHandlers({ request, head, origin }: Exchange): void {
  const { headers } = request
  headers["x-request-id"] = head.requestId
  // Medusa's Express believes one proxy always: it must find the address judged here.
  headers["x-forwarded-for"] = origin.address
  drop(headers, claimedAddresses)
  if (!origin.proxied) {
    drop(headers, claimedByProxies)
  }
}

function drop(headers: IncomingHttpHeaders, names: readonly string[]): void {
  for (const name of names) {
    if (headers[name] !== undefined) {
      headers[name] = undefined
    }
  }
}
