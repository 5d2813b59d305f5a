import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http"
import { Server as NetServer, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"
import { deferContinue } from "./body-limit"
import { answerClientError } from "./client-error"
import type { Lifecycle } from "./lifecycle"

export interface HttpServerOptions {
  readonly listener: RequestListener
  readonly lifecycle: Lifecycle
  /** Takes websocket upgrades; without it such a request is answered as a plain one. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Idle time of a connection; above the 60 s that load balancers keep theirs. */
  readonly keepAliveTimeoutMs?: number
  readonly headersTimeoutMs?: number
  /** Time for a whole request to arrive, body included. */
  readonly requestTimeoutMs?: number
  /** How often these two are looked at; 5,000. */
  readonly checkingMs?: number
  /** Bytes of a request's head, above which it is answered 431. */
  readonly maxHeaderBytes?: number
  /** Requests after which a connection is closed; 0 is never. */
  readonly maxRequestsPerSocket?: number
}

export interface DrainOptions {
  /**
   * Milliseconds in which connections are still taken while /ready says 503, so that load
   * balancers notice; 0 unless told.
   */
  readonly noticeMs?: number
  /** Milliseconds left to idle connections, on which a request may be on its way; 500. */
  readonly lingerMs?: number
  /** Milliseconds from the end of the notice after which what is left is cut; 30,000. */
  readonly limitMs?: number
}

export interface HttpServer {
  readonly server: Server
  /**
   * Stops taking connections, lets what was accepted finish, and closes. Calls after the
   * first get the first one's result.
   *
   * @returns whether everything was answered before the limit
   */
  drain(options?: DrainOptions): Promise<boolean>
}

const pollMs = 20
/** Turns after which connections that keep coming are left to the next process. */
const mostTurns = 25

/** Makes the process's only HTTP server; it does not listen yet. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { listener, lifecycle, onUpgrade } = options
  const sockets = new Set<Socket>()
  const taken = { connections: 0 }
  const server = createServer(
    {
      keepAliveTimeout: options.keepAliveTimeoutMs ?? 65_000,
      headersTimeout: options.headersTimeoutMs ?? 20_000,
      requestTimeout: options.requestTimeoutMs ?? 300_000,
      maxHeaderSize: options.maxHeaderBytes ?? 32 * 1024,
      connectionsCheckingInterval: options.checkingMs ?? 5_000,
    },
    listener
  )
  server.maxRequestsPerSocket = options.maxRequestsPerSocket ?? 0
  server.on("clientError", answerClientError)
  server.on("checkContinue", (request, response) => {
    deferContinue(request)
    listener(request, response)
  })
  if (onUpgrade !== undefined) {
    server.on("upgrade", onUpgrade)
  }
  server.on("connection", (socket) => {
    sockets.add(socket)
    taken.connections += 1
    socket.once("close", () => sockets.delete(socket))
  })

  let drained: Promise<boolean> | undefined
  return {
    server,
    drain(drainOptions = {}) {
      drained ??= drain(server, sockets, taken, lifecycle, drainOptions)
      return drained
    },
  }
}

async function drain(
  server: Server,
  sockets: ReadonlySet<Socket>,
  taken: { readonly connections: number },
  lifecycle: Lifecycle,
  options: DrainOptions
): Promise<boolean> {
  const { noticeMs = 0, lingerMs = 500, limitMs = 30_000 } = options
  lifecycle.draining = true
  if (noticeMs > 0) {
    await wait(noticeMs)
  }
  const deadline = Date.now() + limitMs
  await untilQueueIsTaken(taken)
  lifecycle.streams.forEach((stream) => stream.end())
  // http.Server.close would cut idle connections at once, and with them a request that is
  // on its way; the plain one only stops listening.
  NetServer.prototype.close.call(server)
  // Counted in turns of the event loop, not by the clock: a busy process may not have read
  // yet what has long arrived, and would take its sender for idle.
  for (let turn = 0; sockets.size > 0 && Date.now() < deadline; turn += 1) {
    if (turn * pollMs >= lingerMs) {
      closeIdle(server, sockets)
    }
    await wait(pollMs)
  }
  const clean = sockets.size === 0
  server.closeAllConnections()
  server.close()
  return clean
}

/** Closing resets connections that wait to be taken: goes on until a turn has brought none. */
async function untilQueueIsTaken(taken: { readonly connections: number }): Promise<void> {
  let before = -1
  for (let turn = 0; turn < mostTurns && before !== taken.connections; turn += 1) {
    before = taken.connections
    await wait(pollMs)
  }
}

function closeIdle(server: Server, sockets: ReadonlySet<Socket>): void {
  server.closeIdleConnections()
  for (const socket of sockets) {
    // Node counts a connection that has not sent anything yet as busy.
    if (socket.bytesRead === 0) {
      socket.destroy()
    }
  }
}
