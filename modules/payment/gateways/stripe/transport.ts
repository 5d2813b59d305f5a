import http from "node:http"
import https from "node:https"
import type { Socket } from "node:net"
import type Stripe from "stripe"

/** What one call sent and got, whatever the library makes of it. */
export type Recorded = {
  method: string
  /** With the query string. */
  path: string
  form: string
  idempotencyKey: string | null
  /** Whether any byte of the request left this process. */
  sent: boolean
  /** HTTP status; null where no whole answer came. */
  status: number | null
  body: string | null
  /** A transport's error code, such as ECONNREFUSED or ETIMEDOUT. */
  fault: string | null
}

type Answer = { status: number; headers: Record<string, string>; body: string }

/** Far beyond any answer of Stripe's. */
const longestBody = 8_000_000

/**
 * The library's way to the network, for one call.
 *
 * The library's own waits for ever on an answer that is cut off, repeats a call by itself whose
 * connection was reset, starts its timeout anew with every byte, and does not tell whether a
 * request was sent. A connection serves one call: on a kept one that the other side just closed,
 * a call looks as if its answer were lost.
 */
export class RecordingTransport implements Stripe.HttpClient {
  readonly record: Recorded = {
    method: "",
    path: "",
    form: "",
    idempotencyKey: null,
    sent: false,
    status: null,
    body: null,
    fault: null,
  }

  constructor(private readonly timeoutMs: number) {}

  getClientName(): string {
    return "node"
  }

  /** Async throughout: what it threw at once would escape the library and end the process. */
  async makeRequest(
    host: string,
    port: string | number,
    path: string,
    method: string,
    headers: object,
    form: string | null,
    protocol: Stripe.HttpProtocol
  ): Promise<Stripe.HttpClientResponse> {
    const sentHeaders = headers as http.OutgoingHttpHeaders
    const key = sentHeaders["Idempotency-Key"]
    Object.assign(this.record, {
      method,
      path,
      form: form ?? "",
      idempotencyKey: typeof key === "string" ? key : null,
    })
    try {
      const answer = await this.exchange(protocol, form ?? "", {
        host,
        port,
        path,
        method,
        headers: sentHeaders,
        agent: false,
      })
      this.record.status = answer.status
      this.record.body = answer.body
      return new RecordedResponse(answer)
    } catch (error) {
      this.record.fault = codeOf(error)
      // Any other code of an error: the library would repeat the call for ECONNRESET and EPIPE.
      throw Object.assign(new Error("Stripe was not reached"), { code: "ESTRIPE" })
    }
  }

  private exchange(
    protocol: Stripe.HttpProtocol,
    form: string,
    options: http.RequestOptions
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const isPlain = protocol === "http"
      const request = (isPlain ? http : https).request(options)
      const late = setTimeout(() => {
        fail(Object.assign(new Error("No answer in time"), { code: "ETIMEDOUT" }))
      }, this.timeoutMs)
      const fail = (error: Error) => {
        clearTimeout(late)
        request.destroy()
        reject(error)
      }
      const send = () => {
        this.record.sent = true
        request.end(form)
      }
      request.once("socket", (socket: Socket) => {
        socket.once(isPlain ? "connect" : "secureConnect", send)
      })
      request.on("error", fail)
      request.once("response", (response) => {
        readBody(response)
          .then((body) => {
            clearTimeout(late)
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers as Record<string, string>,
              body,
            })
          })
          .catch(fail)
      })
    })
  }
}

async function readBody(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  // Throws where the connection ends before the answer does.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) {
      throw Object.assign(new Error("The answer is too long"), { code: "EMSGSIZE" })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === "string" ? code : "UNKNOWN"
}

class RecordedResponse implements Stripe.HttpClientResponse<Answer, never> {
  constructor(private readonly answer: Answer) {}

  getStatusCode(): number {
    return this.answer.status
  }

  getHeaders(): Record<string, string> {
    return this.answer.headers
  }

  getRawResponse(): Answer {
    return this.answer
  }

  toStream(): never {
    throw new Error("No call streams its answer")
  }

  /** A promise even for what is no JSON: the library looks at its rejection alone. */
  // eslint-disable-next-line @typescript-eslint/require-await
  async toJSON(): Promise<object> {
    return JSON.parse(this.answer.body) as object
  }
}
