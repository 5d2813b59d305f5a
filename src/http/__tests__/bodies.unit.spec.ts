import { createHash, randomBytes } from "node:crypto"
import { once } from "node:events"
import { request, type RequestListener } from "node:http"
import { connect } from "node:net"
import { Readable } from "node:stream"
import express from "express"
import { limitsWith, startFront, until, type FrontWorld } from "./front-world"

let world: FrontWorld
afterEach(() => world.close())

/** Answers with the number and the hash of the bytes that reached it. */
const digest: RequestListener = (incoming, response) => {
  const hash = createHash("sha256")
  let bytes = 0
  incoming.on("data", (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
  })
  incoming.on("end", () => response.end(JSON.stringify({ bytes, hash: hash.digest("hex") })))
}

const hashOf = (body: Buffer) => createHash("sha256").update(body).digest("hex")

function inChunks(body: Buffer, size: number): ReadableStream {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; at += size) {
    parts.push(body.subarray(at, at + size))
  }
  return Readable.toWeb(Readable.from(parts)) as ReadableStream
}

/** `duplex` is what fetch asks of a streamed body; the types of lib.dom leave it out. */
const streamed = (body: ReadableStream) => ({ method: "POST", body, duplex: "half" }) as RequestInit

describe("request bodies", () => {
  it("reach the handler untouched when their length is declared", async () => {
    world = await startFront({ express: digest })
    const body = randomBytes(900_000)
    const answer = await fetch(`${world.url}/store/things`, { method: "POST", body })
    expect(await answer.json()).toEqual({ bytes: body.length, hash: hashOf(body) })
  })

  it("reach the handler untouched when they are chunked", async () => {
    world = await startFront({ express: digest })
    const body = randomBytes(900_000)
    const answer = await fetch(`${world.url}/store/things`, streamed(inChunks(body, 7_001)))
    expect(await answer.json()).toEqual({ bytes: body.length, hash: hashOf(body) })
  })

  it("reach a handler that begins to read late", async () => {
    const late: RequestListener = (incoming, response) => {
      setImmediate(() => setImmediate(() => digest(incoming, response)))
    }
    world = await startFront({ express: late })
    const body = randomBytes(300_000)
    const answer = await fetch(`${world.url}/store/things`, streamed(inChunks(body, 999)))
    expect(await answer.json()).toEqual({ bytes: body.length, hash: hashOf(body) })
  })

  it("can be parsed by Express as ever", async () => {
    const app = express()
    app.use(express.json())
    app.post("/store/echo", (incoming, response) => {
      response.json(incoming.body)
    })
    world = await startFront({ express: app })
    const answer = await fetch(`${world.url}/store/echo`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ nome: "João" }),
    })
    expect(await answer.json()).toEqual({ nome: "João" })
  })

  it("are let through for uploads where other paths refuse them", async () => {
    world = await startFront({ express: digest })
    const body = randomBytes(3_000_000)
    const upload = await fetch(`${world.url}/admin/uploads`, { method: "POST", body })
    expect(await upload.json()).toMatchObject({ bytes: body.length })
    const other = await fetch(`${world.url}/admin/products`, { method: "POST", body })
    expect(other.status).toBe(413)
  })
})

describe("a body beyond its limit", () => {
  const limits = limitsWith("write", { bodyBytes: 1_000 })

  it("is refused by its declared length before any handler runs", async () => {
    const handler = jest.fn()
    world = await startFront({ express: handler, limits })
    const answer = await fetch(`${world.url}/store/things`, {
      method: "POST",
      body: randomBytes(5_000_000),
      headers: { "accept-language": "en" },
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toEqual({
      success: false,
      error: {
        code: "PAYLOAD_TOO_LARGE",
        message: "The body of the request is too large.",
        requestId: answer.headers.get("x-request-id"),
      },
    })
    expect(handler).not.toHaveBeenCalled()
  })

  it("is refused when chunks add up to it, and the handler never sees an end", async () => {
    const seen = { bytes: 0, ended: false, closed: false }
    const handler: RequestListener = (incoming) => {
      incoming.on("data", (chunk: Buffer) => (seen.bytes += chunk.length))
      incoming.on("end", () => (seen.ended = true))
      incoming.on("close", () => (seen.closed = true))
    }
    world = await startFront({ express: handler, limits })
    const answer = await fetch(
      `${world.url}/store/things`,
      streamed(inChunks(randomBytes(50_000), 400))
    )
    expect(answer.status).toBe(413)
    expect(answer.headers.get("connection")).toBe("close")
    await until(() => seen.closed)
    expect(seen).toEqual({ bytes: expect.any(Number), ended: false, closed: true })
    expect(seen.bytes).toBeLessThanOrEqual(1_000)
  })

  it("is refused before the client sends it, when it asked first", async () => {
    const handler = jest.fn()
    world = await startFront({ express: handler, limits })
    const client = request(`${world.url}/store/things`, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": 5_000_000 },
    })
    const asked = jest.fn()
    client.on("continue", asked)
    client.on("error", () => undefined)
    client.flushHeaders()
    const [answer] = await once(client, "response")
    expect(answer.statusCode).toBe(413)
    expect(asked).not.toHaveBeenCalled()
    client.destroy()
  })

  it("that is allowed is asked for when the client waits for that", async () => {
    world = await startFront({ express: digest })
    const client = request(`${world.url}/store/things`, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": 5 },
    })
    client.flushHeaders()
    await once(client, "continue")
    client.end("hello")
    const [answer] = await once(client, "response")
    expect(answer.statusCode).toBe(200)
    answer.resume()
  })

  it("cuts the connection when the answer had begun", async () => {
    const handler: RequestListener = (incoming, response) => {
      response.writeHead(200)
      response.write("begun")
      incoming.resume()
    }
    world = await startFront({ express: handler, limits })
    const socket = connect(world.port, "127.0.0.1")
    socket.write("POST /store/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    await once(socket, "data")
    socket.write(`800\r\n${"x".repeat(0x800)}\r\n`)
    socket.on("error", () => undefined)
    await once(socket, "close")
  })
})
