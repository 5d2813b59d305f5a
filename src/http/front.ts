import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { continueBody, countBody, declaresMoreThan, isChunked } from "./body-limit"
import { answerHit } from "./cached-answer"
import type { CacheEntry } from "./cache-entry"
import { createOriginReader, type TrustedProxies } from "./client-address"
import { createCors, isPreflight } from "./cors"
import { createDeadlines } from "./deadlines"
import type { Dispatch } from "./dispatch"
import { Exchange, type ExchangeServices } from "./exchange"
import type { Lifecycle } from "./lifecycle"
import { classOf, defaultLimits, longestUrl, type Limits, type RouteClass } from "./limits"
import { tighter } from "./rate-headers"
import type { RateDecision, RateLimiter } from "./rate-limit"
import { requestIdFrom } from "./request-id"
import type { ResponseCache } from "./response-cache"
import { doorOf, routePathOf, type Door } from "./route-path"
import { createSecurityHeaders } from "./security-headers"

export interface FrontOptions extends Omit<ExchangeServices, "deadlines"> {
  readonly dispatch: Dispatch
  readonly lifecycle: Lifecycle
  readonly limiter: RateLimiter
  readonly cache?: ResponseCache | undefined
  /** Origins that browsers may call from; see `parseCorsOrigins`. */
  readonly corsOrigins: readonly string[]
  /** Proxies in front; see `parseTrustedProxies`. None are believed unless told. */
  readonly trustedProxies?: TrustedProxies
  /** HSTS, the dashboard's strict policy, and no `*` in `corsOrigins`. */
  readonly production: boolean
  /** The same figures the limiter has. */
  readonly limits?: Limits
  /** The account a request is signed in as, for the limits by account; must be cheap. */
  readonly accountOf?: (request: IncomingMessage) => string | undefined
  /** Establishes whom a request is from before it is handed on; a refusal ends it here. */
  readonly identify?: (
    request: IncomingMessage,
    door: Door,
    path: string,
    nowMs: number
  ) => "FORBIDDEN" | undefined | Promise<"FORBIDDEN" | undefined>
  /** Told what a cached answer is counted for, each time it is sent in full or confirmed. */
  readonly onCounted?: ((id: string) => void) | undefined
}

/**
 * Makes the listener every request of every door passes: a fresh entry of the cache is
 * answered here; anything else is judged, marked and handed on with its body untouched.
 */
export function createFrontHandler(options: FrontOptions): RequestListener {
  const {
    dispatch,
    lifecycle,
    limiter,
    metrics,
    accessLog,
    cache,
    accountOf,
    identify,
    onCounted,
  } = options
  const { limits = defaultLimits, corsOrigins, production, trustedProxies = 0 } = options
  const services: ExchangeServices = { metrics, accessLog, deadlines: createDeadlines() }
  const originOf = createOriginReader(trustedProxies)
  const security = createSecurityHeaders({ production })
  const cors = createCors({ origins: corsOrigins, production })
  const hitSecurity = security("v1", "/v1/")

  function hit(
    request: IncomingMessage,
    response: ServerResponse,
    entry: CacheEntry,
    now: number
  ): void {
    const rate = limiter.take("read", originOf(request).countKey, now)
    if (!rate.allowed) {
      handle(request, response, now)
      return
    }
    if (lifecycle.draining) {
      response.shouldKeepAlive = false
    }
    const requestId = requestIdFrom(request.headers["x-request-id"])
    const status = answerHit(request, response, entry, hitSecurity, {
      requestId,
      rate,
      cors: cors.headersFor(request.headers.origin),
    })
    if (entry.countedFor !== undefined) {
      onCounted?.(entry.countedFor)
    }
    metrics.sentFromCache(request.method, status)
    accessLog.hit(request, status, requestId)
  }

  function handle(request: IncomingMessage, response: ServerResponse, now: number): void {
    const { method = "GET", url = "/", headers } = request
    const path = url.length > longestUrl ? undefined : routePathOf(url)
    const door = path === undefined ? "other" : doorOf(path)
    const routeClass = path === undefined ? "read" : classOf(method, path, door)
    const origin = originOf(request)
    const rate = isPreflight(request) ? undefined : judge(request, routeClass, origin.countKey, now)
    const exchange = new Exchange(
      request,
      response,
      door,
      routeClass,
      origin,
      {
        requestId: requestIdFrom(headers["x-request-id"]),
        security: security(door, path ?? ""),
        cors: cors.headersFor(headers.origin),
        rate,
        varies: cors.varies,
        lifecycle,
      },
      services
    )
    if (path === undefined) {
      exchange.refuse(url.length > longestUrl ? "URI_TOO_LONG" : "MALFORMED_REQUEST")
    } else if (rate === undefined) {
      cors.answerPreflight(request, response)
    } else if (!rate.allowed) {
      metrics.rateLimited(routeClass)
      exchange.refuse("RATE_LIMITED", rate.retryAfterSeconds)
    } else if (lifecycle.draining && path === "/ready") {
      exchange.refuse("DRAINING")
    } else if (declaresMoreThan(request, limits[routeClass].bodyBytes)) {
      exchange.refuse("PAYLOAD_TOO_LARGE")
    } else {
      admit(exchange, path, now)
    }
  }

  function admit(exchange: Exchange, path: string, now: number): void {
    const verdict = identify?.(exchange.request, exchange.door, path, now)
    if (!(verdict instanceof Promise)) {
      settle(exchange, verdict)
      return
    }
    verdict.then(
      (settled) => {
        settle(exchange, settled)
      },
      () => {
        // Nobody is let in unjudged because the database does not answer.
        exchange.refuse("SERVICE_UNAVAILABLE", 5)
      }
    )
  }

  function settle(exchange: Exchange, verdict: "FORBIDDEN" | undefined): void {
    if (verdict === undefined) {
      pass(exchange)
    } else {
      exchange.refuse(verdict)
    }
  }

  function judge(
    request: IncomingMessage,
    routeClass: RouteClass,
    countKey: string,
    now: number
  ): RateDecision {
    const byAddress = limiter.take(routeClass, countKey, now)
    const account = byAddress.allowed ? accountOf?.(request) : undefined
    return account === undefined
      ? byAddress
      : tighter(byAddress, limiter.takeAccount(routeClass, account, now))
  }

  function pass(exchange: Exchange): void {
    const { request, response, routeClass, door, head } = exchange
    const { bodyBytes, answerMs } = limits[routeClass]
    if (isChunked(request)) {
      countBody(request, bodyBytes, () => exchange.interrupt("PAYLOAD_TOO_LARGE"))
    }
    exchange.answerWithin(answerMs)
    continueBody(request, response)
    dispatch.handle(request, response, door, head.requestId)
  }

  return (request, response) => {
    const now = Date.now()
    const entry = cache?.lookup(request, now)
    if (entry === undefined) {
      handle(request, response, now)
    } else {
      hit(request, response, entry, now)
    }
  }
}
