import { once } from "node:events"
import { createServer as createHttps } from "node:https"
import { createServer, type AddressInfo, type Server, type Socket } from "node:net"
import { selfSignedCertificate } from "../../../../../tools/simulators/shared/self-signed"
import { sendRequest, type WireAnswer, type WireRequest } from "../send-request"

const head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"

async function withServer<T>(
  server: Server,
  act: (port: number) => Promise<T>,
  host = "127.0.0.1"
): Promise<T> {
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => sockets.add(socket))
  server.listen(0, host)
  await once(server, "listening")
  try {
    return await act((server.address() as AddressInfo).port)
  } finally {
    sockets.forEach((socket) => socket.destroy())
    server.close()
  }
}

const ask = (url: string, more: Partial<WireRequest> = {}): Promise<WireAnswer> =>
  sendRequest({
    method: "POST",
    url: new URL(url),
    headers: { "content-type": "text/plain" },
    body: "hello",
    timeoutMs: 2_000,
    ...more,
  })

/** Asks a server that says these bytes to any request, and then closes unless told to stay. */
async function askBytes(
  bytes: string,
  { stays = false, ...more }: Partial<WireRequest> & { stays?: boolean } = {}
) {
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.on("data", (chunk) => {
      heard.push(chunk.toString("utf8"))
      if (stays) {
        socket.write(bytes, "latin1")
      } else {
        socket.end(bytes, "latin1")
      }
    })
  })
  const answer = await withServer(server, (port) => ask(`http://127.0.0.1:${port}/pay?a=1`, more))
  return { answer, heard: heard.join("") }
}

describe("a request", () => {
  it("is sent once, as it was asked for, and gives the whole answer", async () => {
    const { answer, heard } = await askBytes(
      `${head}Content-Length: 5\r\n\r\nolá!`.replace("á", "Ã¡")
    )
    expect(answer).toMatchObject({ sent: true, status: 200, body: "olá!", fault: null })
    expect(answer.startedAt).toBeInstanceOf(Date)
    expect(heard.match(/POST/g)).toHaveLength(1)
    expect(heard).toMatch(/^POST \/pay\?a=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/i)
    expect(heard).toMatch(/content-length: 5\r\n\r\nhello$/i)
  })

  it("that ends with the connection is whole too", async () => {
    const { answer } = await askBytes(`${head}\r\nall of it`)
    expect(answer).toMatchObject({ status: 200, body: "all of it", fault: null })
  })

  it("is not sent again where the answer is a redirect", async () => {
    const location = "Location: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n"
    const { answer, heard } = await askBytes(`HTTP/1.1 307 Moved\r\n${location}`)
    expect(answer).toMatchObject({ status: 307, fault: null })
    expect(heard.match(/POST/g)).toHaveLength(1)
  })

  it("was sent where the connection is cut, the answer half or no HTTP", async () => {
    const answers = await Promise.all([
      askBytes(""),
      askBytes("HTTP/1.1 200 O"),
      askBytes(`${head}Content-Length: 50\r\n\r\nhalf`),
      askBytes("SSH-2.0-OpenSSH\r\n"),
    ])
    expect(answers.map(({ answer }) => answer.sent)).toEqual([true, true, true, true])
    expect(answers.filter(({ answer }) => answer.fault === null)).toEqual([])
    expect(answers[2].answer).toMatchObject({ status: 200, body: "half" })
  })

  it("fails by an illegal byte in a header, unless the parser is lenient", async () => {
    const illegal = `${head}X-Edge: a\u0001b\r\nContent-Length: 2\r\n\r\nok`
    const { answer: strict } = await askBytes(illegal)
    expect(strict).toMatchObject({ sent: true, status: null })
    expect(strict.fault).toMatch(/^HPE_/)
    const { answer: lenient } = await askBytes(illegal, { lenientParser: true })
    expect(lenient).toMatchObject({ status: 200, body: "ok", fault: null })
  })

  it("gives up on a body that is too large", async () => {
    const { answer } = await askBytes(`${head}\r\n${"x".repeat(300_000)}`)
    expect(answer).toMatchObject({ sent: true, status: 200, fault: "BODY_TOO_LARGE" })
    expect(answer.body).toHaveLength(65_536)
  })

  it("gives up after its time, also on an answer that drips", async () => {
    const silent = await askBytes("", { stays: true, timeoutMs: 100 })
    expect(silent.answer).toMatchObject({ sent: true, status: null, fault: "TIMEOUT" })
    const begun = await askBytes(`${head}Content-Length: 9\r\n\r\nx`, {
      stays: true,
      timeoutMs: 100,
    })
    expect(begun.answer).toMatchObject({ sent: true, fault: "TIMEOUT" })
    expect(begun.answer.milliseconds).toBeLessThan(2_000)
  })

  it("was not sent where nobody listens, or the name leads nowhere", async () => {
    const port = await withServer(createServer(), (free) => Promise.resolve(free))
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({
      sent: false,
      status: null,
      fault: "ECONNREFUSED",
    })
    const nowhere = await ask("https://gateway.invalid/")
    expect(nowhere.sent).toBe(false)
    expect(nowhere.fault).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/)
  })

  it("was not sent where a header cannot be", async () => {
    const server = createServer()
    const answer = await withServer(server, (port) =>
      ask(`http://127.0.0.1:${port}/`, { headers: { origin: "a\r\nb: c" } })
    )
    expect(answer).toMatchObject({ sent: false, fault: "ERR_INVALID_CHAR" })
  })
})

describe("a request over TLS", () => {
  const certificate = selfSignedCertificate()

  async function askTls(host: string, more: Partial<WireRequest>) {
    let requests = 0
    const server = createHttps(certificate, (_request, response) => {
      requests += 1
      response.end("ok")
    })
    server.on("tlsClientError", () => undefined)
    const answer = await withServer(server, (port) => ask(`https://${host}:${port}/`, more), host)
    return { answer, requests }
  }

  it("reaches a server whose authority is known", async () => {
    for (const host of ["127.0.0.1", "localhost"]) {
      const { answer } = await askTls(host, { ca: certificate.cert })
      expect(answer).toMatchObject({ sent: true, status: 200, body: "ok", fault: null })
    }
  })

  it("sends no byte to one whose authority is not, whatever the environment says", async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"
    try {
      const { answer, requests } = await askTls("127.0.0.1", {})
      expect(answer).toMatchObject({ sent: false, fault: "DEPTH_ZERO_SELF_SIGNED_CERT" })
      expect(requests).toBe(0)
    } finally {
      if (before === undefined) {
        delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      } else {
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
      }
    }
  })

  it("sends no byte to one that has another's name, or speaks no TLS", async () => {
    const { answer, requests } = await askTls("127.0.0.2", { ca: certificate.cert })
    expect(answer).toMatchObject({ sent: false, fault: "ERR_TLS_CERT_ALTNAME_INVALID" })
    expect(requests).toBe(0)
    const plain = createServer((socket) => {
      socket.on("error", () => undefined)
      socket.end("HTTP/1.1 200 OK\r\n\r\n")
    })
    const refused = await withServer(plain, (port) => ask(`https://127.0.0.1:${port}/`))
    expect(refused.sent).toBe(false)
  })
})
