import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export type Received = { body: Buffer; signature: string | undefined }

/** A merchant's endpoint for webhooks: keeps what comes, and answers as it is told. */
export async function startMerchant() {
  const received: Received[] = []
  let statusFor = (_received: Received): number => 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const header = request.headers["stripe-signature"]
      const got = {
        body: Buffer.concat(chunks),
        signature: typeof header === "string" ? header : undefined,
      }
      received.push(got)
      response.writeHead(statusFor(got)).end()
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/stripe`,
    received,
    answerWith: (next: typeof statusFor) => {
      statusFor = next
    },
    close: async () => {
      const closed = once(server, "close")
      server.closeAllConnections()
      server.close()
      await closed
    },
  }
}
