import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { ZodError } from "zod"
import { apiVersion } from "./account"
import { ask, type ToAnswer } from "./api"
import { control } from "./control"
import { StripeFailure } from "./failure"
import type { Simulation } from "./simulation"

const page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"

/** The simulator's HTTP server; it does not listen yet. */
export function createApiServer(simulation: Simulation): Server {
  return createServer((request, response) => {
    handle(simulation, request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy()
        return
      }
      const isFaulty = error instanceof ZodError || error instanceof SyntaxError
      const status = error instanceof StripeFailure ? error.status : isFaulty ? 400 : 500
      sendJson(response, status, {
        error: { message: error instanceof Error ? error.message : String(error) },
      })
    })
  })
}

async function handle(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = await readBody(request)
  const method = request.method ?? "GET"
  const url = new URL(request.url ?? "/", "http://stripe.invalid")
  if (url.pathname.startsWith("/__")) {
    const answer = await control(simulation, method, url, body)
    sendJson(response, answer === undefined ? 404 : 200, answer ?? { error: "No such control" })
    return
  }
  const key = request.headers["idempotency-key"]
  const idempotencyKey = typeof key === "string" ? key : undefined
  const path = url.pathname
  const answered = {
    method,
    path,
    idempotencyKey: idempotencyKey ?? null,
    status: null as number | null,
    at: new Date(),
  }
  simulation.requests.push(answered)
  const asking = ask(simulation, {
    method,
    path,
    form: method === "POST" ? body : url.search.slice(1),
    authorization: request.headers.authorization,
    idempotencyKey,
  })
  simulation.inBackground(asking.catch(() => undefined))
  const answer = await asking
  const version = request.headers["stripe-version"]
  response.setHeader("stripe-version", typeof version === "string" ? version : apiVersion)
  response.once("finish", () => {
    answered.status = response.statusCode
  })
  response.once("close", answer.afterwards)
  send(response, answer)
  if (answer.fault === "hang" || response.closed) {
    // Nobody waits for an answer any more, or nobody will get one.
    answer.afterwards()
  }
}

function send(response: ServerResponse, { status, headers, body, fault }: ToAnswer): void {
  switch (fault) {
    case "hang":
      return
    case "reset":
      response.socket?.resetAndDestroy()
      return
    case "cut": {
      const text = JSON.stringify(body, undefined, 2)
      response.writeHead(status, {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      })
      response.write(text.slice(0, text.length / 2), () => response.destroy())
      return
    }
    case "html_500":
    case "html_200":
      response
        .writeHead(fault === "html_500" ? 500 : 200, { "content-type": "text/html" })
        .end(page)
      return
    default:
      sendJson(response, status, body, headers)
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {}
): void {
  response
    .writeHead(status, { ...headers, "content-type": "application/json" })
    // As Stripe lays it out.
    .end(`${JSON.stringify(body, undefined, 2)}\n`)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
