import { once } from "node:events"
import type { RequestListener, Server } from "node:http"
import type { AddressInfo } from "node:net"
import { Writable } from "node:stream"
import Fastify, { type FastifyInstance } from "fastify"
import pino from "pino"
import { createAccessLog } from "../access-log"
import { createDispatch } from "../dispatch"
import { createFrontHandler, type FrontOptions } from "../front"
import { createLifecycle, type Lifecycle } from "../lifecycle"
import { defaultLimits, type ClassLimits, type Limits, type RouteClass } from "../limits"
import { createHttpMetrics, type HttpMetrics } from "../metrics"
import { createRateLimiter } from "../rate-limit"
import { createResponseCache, type ResponseCache } from "../response-cache"
import { createHttpServer, type HttpServer, type HttpServerOptions } from "../server"

/** A front layer on a free port with doors of the test's own. */
export interface FrontWorld {
  readonly url: string
  readonly port: number
  readonly http: HttpServer
  readonly lifecycle: Lifecycle
  readonly cache: ResponseCache
  readonly metrics: HttpMetrics
  /** The lines of the access log, parsed. */
  readonly lines: Record<string, unknown>[]
  close(): Promise<void>
}

export type FrontWorldOptions = Partial<
  Pick<FrontOptions, "corsOrigins" | "trustedProxies" | "production" | "limits" | "accountOf">
> & {
  express?: RequestListener
  routes?: (app: FastifyInstance) => void
  logLevel?: string
  server?: Partial<HttpServerOptions>
}

/** The usual figures with some of one class changed. */
export function limitsWith(routeClass: RouteClass, changed: Partial<ClassLimits>): Limits {
  return { ...defaultLimits, [routeClass]: { ...defaultLimits[routeClass], ...changed } }
}

/** Starts it; close it at the end of the test. */
export async function startFront(options: FrontWorldOptions = {}): Promise<FrontWorld> {
  const { express, routes, logLevel = "info", server: serverOptions, ...frontOptions } = options
  const lines: Record<string, unknown>[] = []
  const logger = pino({ level: logLevel }, collector(lines))
  const lifecycle = createLifecycle()
  const metrics = createHttpMetrics()
  const dispatch = createDispatch()
  const limits = options.limits ?? defaultLimits
  const limiter = createRateLimiter({ limits })
  const cache = createResponseCache({
    maxBytes: 10_000_000,
    onHit: metrics.cacheHit,
    onMiss: metrics.cacheMiss,
  })
  const listener = createFrontHandler({
    dispatch,
    lifecycle,
    limiter,
    metrics,
    cache,
    accessLog: createAccessLog(logger),
    corsOrigins: ["https://shop.example"],
    production: true,
    ...frontOptions,
    limits,
  })
  const http = createHttpServer({ listener, lifecycle, ...serverOptions })
  if (express !== undefined) {
    dispatch.useExpress(express)
  }
  const app = Fastify({
    serverFactory: dispatch.fastifyOn(http.server),
    requestIdHeader: "x-request-id",
    clientErrorHandler: () => undefined,
  })
  routes?.(app)
  await app.ready()
  const port = await listen(http.server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    http,
    lifecycle,
    cache,
    metrics,
    lines,
    async close() {
      http.server.closeAllConnections()
      await http.drain({ lingerMs: 0, limitMs: 0 })
      await app.close()
      limiter.close()
    },
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return (server.address() as AddressInfo).port
}

function collector(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>)
      done()
    },
  })
}

/** Resolves when a condition holds; fails the test after ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const limit = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > limit) {
      throw new Error(`Never came true: ${condition.toString()}`)
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}
