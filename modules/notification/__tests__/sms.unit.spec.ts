import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import type { Logger } from "@medusajs/framework/types"
import { SmsNotificationProvider } from "../sms/service"

const to = "+258841234567"
const text = "Txova: o seu codigo: 123456."

let outboxDir: string
let lines: string[]
const logger = { info: (line: string) => lines.push(line) } as unknown as Logger

beforeEach(async () => {
  lines = []
  outboxDir = await mkdtemp(path.join(os.tmpdir(), "txova-sms-"))
})

afterEach(async () => {
  await rm(outboxDir, { recursive: true, force: true })
})

/** Sends the text through a provider with these options, as Medusa would. */
function send(options: { url?: string; token?: string; timeoutMs?: number } = {}) {
  const provider = new SmsNotificationProvider({ logger }, { outboxDir, ...options })
  return provider.send({ to, channel: "sms", template: "phone-code", content: { text } })
}

async function withGateway(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  act: (url: string) => Promise<void>
): Promise<void> {
  const server = createServer(answer)
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString("utf8")
}

describe("without a gateway, a text message", () => {
  it("is a file with recipient, text and moment", async () => {
    await send()
    const [file = ""] = await readdir(outboxDir)
    expect(file).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f]{12}\.sms\.json$/)
    const written: unknown = JSON.parse(await readFile(path.join(outboxDir, file), "utf8"))
    expect(written).toEqual({ to, text, sentAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  it("is told of in the log without number and code", async () => {
    await send()
    expect(lines.at(-1)).toMatch(/^Message "phone-code" is in the outbox: .*\.sms\.json$/)
    expect(lines.join("\n")).not.toMatch(/25884|123456/)
  })
})

describe("with a gateway, a text message", () => {
  it("is posted as JSON under the bearer token", async () => {
    const requests: { method?: string; headers: IncomingMessage["headers"]; body: unknown }[] = []
    await withGateway(
      (request, response) => {
        void bodyOf(request).then((body) => {
          requests.push({
            ...(request.method === undefined ? {} : { method: request.method }),
            headers: request.headers,
            body: JSON.parse(body) as unknown,
          })
          response.writeHead(202).end("{}")
        })
      },
      async (url) => {
        await send({ url, token: "gateway-token" })
      }
    )
    expect(requests).toEqual([
      {
        method: "POST",
        headers: expect.objectContaining({
          "content-type": "application/json",
          authorization: "Bearer gateway-token",
        }),
        body: { to, text },
      },
    ])
    expect(await readdir(outboxDir)).toEqual([])
  })

  it.each([400, 503, 302])(
    "answered with %d is an error without number and text",
    async (status) => {
      await withGateway(
        (_request, response) => {
          response.writeHead(status, { location: "/elsewhere" }).end(`${to} ${text}`)
        },
        async (url) => {
          await expect(send({ url })).rejects.toThrow(
            new RegExp(`^The SMS gateway 127.0.0.1:\\d+ did not take the message: HTTP ${status}$`)
          )
        }
      )
    }
  )

  it("that gets no answer in time is an error that says how long", async () => {
    await withGateway(
      () => undefined,
      async (url) => {
        await expect(send({ url, timeoutMs: 50 })).rejects.toThrow("no answer within 50 ms")
      }
    )
  })

  it("that no gateway listens for is an error", async () => {
    let closed = ""
    await withGateway(
      () => undefined,
      (url) => {
        closed = url
        return Promise.resolve()
      }
    )
    await expect(send({ url: closed })).rejects.toThrow(/did not take the message: .*ECONNREFUSED/)
  })
})
