import { request, type ClientRequest } from "node:http"
import type { Socket } from "node:net"
import { openConnection } from "./open-connection"
import { readBody } from "./read-body"

export type WireRequest = {
  method: "GET" | "POST" | "PUT"
  url: URL
  headers: Readonly<Record<string, string>>
  body?: string
  /** Milliseconds for all of it, from the first attempt to connect to the last byte of the answer. */
  timeoutMs: number
  /**
   * Accepts header bytes that HTTP forbids: firewalls before gateways have sent such, and
   * Node then drops an answer that says somebody paid.
   */
  lenientParser?: boolean
  /** PEM of the authorities to trust in place of Node's. */
  ca?: string
}

export type WireAnswer = {
  /** Whether bytes of the request may have left this process. */
  sent: boolean
  /** HTTP status; null where there was no answer. */
  status: number | null
  /** What came of the body; null where there was no answer. */
  body: string | null
  /** Why there is no whole answer: a code such as ECONNREFUSED, TIMEOUT; null where there is one. */
  fault: string | null
  startedAt: Date
  milliseconds: number
}

type Finish = (answer: Pick<WireAnswer, "status" | "body" | "fault">) => void

/** A port that a firewall drops without a word is given up on long before a payer's PIN is. */
const connectTimeoutMs = 10_000
/** Answers of both operators are below 4 KB. */
const maxBodyBytes = 65_536

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "FAILED"

/**
 * Sends one request once, on a connection of its own, and follows no redirect. Never throws.
 *
 * Node's fetch cannot be told to accept illegal header bytes, and does not say whether a
 * request that failed had been written.
 */
export function sendRequest(wireRequest: WireRequest): Promise<WireAnswer> {
  const startedAt = new Date()
  const start = performance.now()
  return new Promise((resolve) => {
    const { socket, readyEvent } = openConnection(wireRequest.url, wireRequest.ca)
    let sent = false

    // Only the first call counts: a promise settles once.
    const finish: Finish = (answer) => {
      clearTimeout(connecting)
      clearTimeout(deadline)
      socket.destroy()
      resolve({ ...answer, sent, startedAt, milliseconds: Math.round(performance.now() - start) })
    }
    const fail = (fault: string) => finish({ status: null, body: null, fault })
    const failUnlessSent = (fault: string) => {
      // From then on the request tells, which knows what of an answer has come.
      if (!sent) {
        fail(fault)
      }
    }
    const connecting = setTimeout(
      () => fail("CONNECT_TIMEOUT"),
      Math.min(connectTimeoutMs, wireRequest.timeoutMs)
    )
    const deadline = setTimeout(() => fail("TIMEOUT"), wireRequest.timeoutMs)

    // Stays for as long as the socket lives: an error that nobody listens for ends the process.
    socket.on("error", (error) => failUnlessSent(codeOf(error)))
    socket.on("close", () => failUnlessSent("CONNECTION_CLOSED"))
    socket.once(readyEvent, () => {
      clearTimeout(connecting)
      try {
        const outgoing = prepare(wireRequest, socket, finish)
        sent = true
        outgoing.end(wireRequest.body)
      } catch (error) {
        // A header that HTTP forbids, before anything was written.
        fail(codeOf(error))
      }
    })
  })
}

function prepare(
  { method, url, headers, body, lenientParser = false }: WireRequest,
  socket: Socket,
  finish: Finish
): ClientRequest {
  const outgoing = request({
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      host: url.host,
      connection: "close",
      ...headers,
      ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
    },
    createConnection: () => socket,
    insecureHTTPParser: lenientParser,
  })
  let status: number | null = null
  outgoing.on("error", (error) => finish({ status, body: null, fault: codeOf(error) }))
  outgoing.on("close", () => {
    // Once an answer has begun, it tells itself how it ended.
    if (status === null) {
      finish({ status, body: null, fault: "CONNECTION_CLOSED" })
    }
  })
  outgoing.on("response", (incoming) => {
    status = incoming.statusCode ?? null
    readBody(incoming, maxBodyBytes, ({ text, fault }) => finish({ status, body: text, fault }))
  })
  return outgoing
}
