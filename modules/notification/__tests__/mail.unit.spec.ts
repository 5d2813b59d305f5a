import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import type { Logger } from "@medusajs/framework/types"
import { DeliveryError } from "../delivery-error"
import { MailNotificationProvider } from "../mail/service"
import { createMailTransport } from "../mail/transport"
import { renderMail, type RenderedMail } from "../render"
import { mailSamples } from "../templates/samples"
import { decodeHeader, parseMail } from "./eml"
import { startSmtpServer, type Refusals } from "./smtp-server"

const from = "Txova <nao-responder@txova.example>"
const to = "amelia@sample.example"
const { url } = mailSamples["verify-email"]

let content: RenderedMail
let outboxDir: string
let lines: string[]
const logger = { info: (line: string) => lines.push(line) } as unknown as Logger

beforeEach(async () => {
  lines = []
  content = await renderMail("verify-email", "pt", mailSamples["verify-email"])
  outboxDir = path.join(await mkdtemp(path.join(os.tmpdir(), "txova-mail-")), "outbox")
})

afterEach(async () => {
  await rm(path.dirname(outboxDir), { recursive: true, force: true })
})

/** Sends the content through a provider with these options, as Medusa would. */
async function send(options: { smtpUrl?: string } = {}, recipient = to) {
  const provider = new MailNotificationProvider({ logger }, { from, outboxDir, ...options })
  return provider.send({ to: recipient, channel: "email", template: "verify-email", content })
}

async function withServer<Result>(
  refusals: Refusals,
  act: (server: Awaited<ReturnType<typeof startSmtpServer>>) => Promise<Result>
): Promise<Result> {
  const server = await startSmtpServer(refusals)
  try {
    return await act(server)
  } finally {
    await server.close()
  }
}

function expectWhole(source: string, messageId: string | undefined) {
  const { headers, parts } = parseMail(source)
  expect([...headers.keys()].sort()).toEqual([
    "auto-submitted",
    "content-type",
    "date",
    "from",
    "message-id",
    "mime-version",
    "subject",
    "to",
    "x-auto-response-suppress",
  ])
  expect(headers.get("from")).toBe(from)
  expect(headers.get("to")).toBe(to)
  expect(headers.get("message-id")).toBe(messageId)
  expect(headers.get("message-id")).toMatch(/^<[^@]+@txova\.example>$/)
  expect(new Date(headers.get("date") ?? "").getTime()).toBeGreaterThan(Date.now() - 60_000)
  expect(decodeHeader(headers.get("subject") ?? "")).toBe(content.subject)
  expect(headers.get("content-type")).toContain("multipart/alternative")
  expect([...parts.keys()]).toEqual(["text/plain; charset=utf-8", "text/html; charset=utf-8"])
  expect(parts.get("text/plain; charset=utf-8")?.replaceAll("\r\n", "\n").trim()).toBe(content.text)
  expect(parts.get("text/html; charset=utf-8")?.trim()).toBe(content.html)
}

describe("without a server, a mail", () => {
  it("is one whole file named after the moment", async () => {
    const sent = await send()
    const [file = "", ...others] = await readdir(outboxDir)
    expect(others).toEqual([])
    expect(file).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f]{12}\.eml$/)
    expectWhole(await readFile(path.join(outboxDir, file), "utf8"), sent.id)
  })

  it("has a link that can be copied from the file", async () => {
    await send()
    const [file = ""] = await readdir(outboxDir)
    expect(await readFile(path.join(outboxDir, file), "utf8")).toContain(` ${url}\r\n`)
  })

  it("can be read by its owner alone", async () => {
    await send()
    const [file = ""] = await readdir(outboxDir)
    expect((await stat(path.join(outboxDir, file))).mode & 0o777).toBe(0o600)
  })

  it("is told of in the log without address and link", async () => {
    await send()
    const [file = ""] = await readdir(outboxDir)
    expect(lines.at(-1)).toBe(`Mail "verify-email" is in the outbox: ${file}`)
    expect(lines.join("\n")).not.toMatch(/sample/)
  })

  it("does not replace another of the same millisecond", async () => {
    await Promise.all(Array.from({ length: 20 }, () => send()))
    expect(await readdir(outboxDir)).toHaveLength(20)
  })
})

describe("with a mail server, a mail", () => {
  it("goes to its one recipient, and nothing is written", async () => {
    await withServer({}, async (server) => {
      const sent = await send({ smtpUrl: server.url })
      expect(server.taken).toHaveLength(1)
      expect(server.taken[0]).toMatchObject({ from: "nao-responder@txova.example", to: [to] })
      expectWhole(server.taken[0]?.text ?? "", sent.id)
      await expect(readdir(outboxDir)).rejects.toThrow("ENOENT")
    })
  })

  it.each<[Refusals, string]>([
    [{ RCPT: `550 5.1.1 <${to}>: no such user` }, "550 5.1.1 <…>: no such user"],
    [{ DATA: "451 4.3.0 try again" }, "451 4.3.0 try again"],
  ])(
    "that the server refuses with %j is an error without the recipient",
    async (refusals, said) => {
      await withServer(refusals, async (server) => {
        const sending = send({ smtpUrl: server.url })
        await expect(sending).rejects.toThrow(DeliveryError)
        await expect(sending).rejects.toThrow(
          /^The SMTP server 127\.0\.0\.1:\d+ did not take the mail: /
        )
        await expect(sending).rejects.toThrow(said)
        await expect(sending).rejects.not.toThrow(to)
      })
    }
  )

  it("is an error that names the server but not its password where none listens", async () => {
    const { url: closed } = await withServer({}, (server) => Promise.resolve(server))
    const sending = send({ smtpUrl: closed.replace("//", "//txova:s3cret@") })
    await expect(sending).rejects.toThrow(/did not take the mail: .*ECONNREFUSED/)
    await expect(sending).rejects.not.toThrow("s3cret")
  })
})

it("mail goes to SendGrid's relay where only its key is set", () => {
  const transport = createMailTransport({ from, outboxDir, sendgridApiKey: "SG.key" })
  expect(transport.name).toBe("SMTP server smtp.sendgrid.net:465")
})

it.each(["a@x.example, b@y.example", "A <a@x.example>", "a@x.example\r\nBcc: b@y.example", "a"])(
  "%j is no recipient",
  async (recipient) => {
    await expect(send({}, recipient)).rejects.toThrow(
      'The recipient of the mail "verify-email" is not one address'
    )
  }
)

it("a mail without content is refused", async () => {
  const provider = new MailNotificationProvider({ logger }, { from, outboxDir })
  const sending = provider.send({ to, channel: "email", template: "verify-email" })
  await expect(sending).rejects.toThrow("sendNotification()")
})
