import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export type Call = { path: string; body: string }

/** A server that stands in for Cloudinary's API; it keeps what it was asked. */
export async function startFakeCloudinary() {
  const calls: Call[] = []
  let answer = (_call: Call, response: ServerResponse) => {
    response.end("{}")
  }
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const call = { path: request.url ?? "", body: Buffer.concat(chunks).toString("latin1") }
      calls.push(call)
      answer(call, response)
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answerWith: (next: typeof answer) => {
      answer = next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
}

/** The fields of a multipart form, files by their content. */
export function fieldsOf(body: string): Record<string, string> {
  const parts = body.matchAll(/name="([^"]+)"[^\n]*\r\n(?:[^\r\n]+\r\n)*\r\n([^]*?)\r\n--/g)
  return Object.fromEntries([...parts].map(([, name = "", value = ""]) => [name, value]))
}
