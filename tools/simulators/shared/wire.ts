import type { IncomingMessage, ServerResponse } from "node:http"
import type { WireFault } from "./behaviour"

export type RawAnswer = {
  status: number
  contentType: string
  body: string
  /** Of a redirect. */
  location?: string | undefined
}

/** The body of a request, as UTF-8. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** Answers, or fails to. Does nothing where the other side is gone. */
export function writeAnswer(response: ServerResponse, answer: RawAnswer, fault?: WireFault): void {
  switch (fault?.type) {
    case undefined:
      write(response, answer)
      break
    case "body":
      write(response, fault)
      break
    case "hang":
      break
    case "cut":
      response.destroy()
      break
    case "truncate":
      writeHead(response, answer)
      response.write(answer.body.slice(0, answer.body.length / 2), () => response.destroy())
      break
    case "illegal_header":
      writeIllegally(response, answer)
      break
  }
}

function write(response: ServerResponse, answer: RawAnswer): void {
  writeHead(response, answer)
  response.end(answer.body)
}

function writeHead(response: ServerResponse, { status, contentType, body, location }: RawAnswer) {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    ...(location === undefined ? {} : { location }),
  })
}

/** Past Node's own check of what a header may hold. */
function writeIllegally(response: ServerResponse, { status, contentType, body }: RawAnswer): void {
  const head = [
    `HTTP/1.1 ${status} OK`,
    `X-Edge: a\u0001b`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ]
  response.socket?.end(`${head.join("\r\n")}\r\n\r\n${body}`)
}
