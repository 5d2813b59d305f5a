import { once } from "node:events"
import type { RequestListener } from "node:http"
import { connect } from "node:net"
import express from "express"
import type { FastifyInstance } from "fastify"
import { longestUrl } from "../limits"
import { limitsWith, startFront, until, type FrontWorld } from "./front-world"

let world: FrontWorld
afterEach(() => world.close())

const ok: RequestListener = (_request, response) => void response.end("ok")

async function raw(bytes: string): Promise<string> {
  const socket = connect(world.port, "127.0.0.1")
  let text = ""
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()))
  socket.on("error", () => undefined)
  socket.write(bytes, "latin1")
  await once(socket, "close")
  return text
}

describe("the doors", () => {
  const routes = { routes: (app: FastifyInstance) => void app.get("/v1/x", () => "fastify") }

  it("send /v1 to Fastify and the rest to Express", async () => {
    world = await startFront({ ...routes, express: ok })
    expect(await (await fetch(`${world.url}/v1/x`)).text()).toBe("fastify")
    expect(await (await fetch(`${world.url}/store/x`)).text()).toBe("ok")
    expect(await (await fetch(`${world.url}/`)).text()).toBe("ok")
  })

  it("answer 503 until their handler is known", async () => {
    world = await startFront(routes)
    const answer = await fetch(`${world.url}/store/x`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get("retry-after")).toBe("5")
    expect(await answer.json()).toMatchObject({ error: { code: "SERVICE_UNAVAILABLE" } })
  })
})

describe("the request id", () => {
  it("is taken from the caller when it is harmless, and shown to handlers", async () => {
    let seen: unknown
    world = await startFront({
      express: (request, response) => {
        seen = request.headers["x-request-id"]
        response.end()
      },
      routes: (app) => void app.get("/v1/id", (request) => request.id),
    })
    const answer = await fetch(`${world.url}/store`, { headers: { "x-request-id": "abc-1_Z" } })
    expect(answer.headers.get("x-request-id")).toBe("abc-1_Z")
    expect(seen).toBe("abc-1_Z")
    const v1 = await fetch(`${world.url}/v1/id`, { headers: { "x-request-id": "abc-2" } })
    expect(await v1.text()).toBe("abc-2")
  })

  it.each(["", "x".repeat(65), "a b", "<script>"])("is made anew instead of %j", async (given) => {
    world = await startFront({ express: ok })
    const answer = await fetch(world.url, { headers: { "x-request-id": given } })
    expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{10,64}$/)
    expect(answer.headers.get("x-request-id")).not.toBe(given)
  })
})

describe("a request no router should see", () => {
  it.each([
    ["GET http://other/auth/user/emailpass HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /v1/%zz HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /v1/a%00b HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["POST /auth\\user\\emailpass#x HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /admin\\users/u1#x HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /store#/../admin HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /auth\\user?\u00a0 HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /auth\\user?\u00e0 HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["GET /auth\tx HTTP/1.1", 400, "MALFORMED_REQUEST"],
    ["OPTIONS * HTTP/1.1", 400, "MALFORMED_REQUEST"],
    [`GET /${"x".repeat(longestUrl)} HTTP/1.1`, 414, "URI_TOO_LONG"],
  ])("%.40s is answered %d", async (line, status, code) => {
    const handler = jest.fn()
    world = await startFront({ express: handler })
    const text = await raw(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(text).toContain(`HTTP/1.1 ${status} `)
    expect(text).toContain(`"code":"${code}"`)
    expect(handler).not.toHaveBeenCalled()
  })

  it.each([
    ["NOT HTTP\r\n\r\n", 400, "MALFORMED_REQUEST"],
    [
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`,
      431,
      "HEADERS_TOO_LARGE",
    ],
  ])("%.20j is answered in the envelope by %d", async (bytes, status, code) => {
    world = await startFront({ express: ok })
    const text = await raw(bytes)
    expect(text).toContain(`HTTP/1.1 ${status} `)
    expect(text).toContain("Connection: close")
    expect(JSON.parse(text.slice(text.indexOf("{")))).toMatchObject({ error: { code } })
  })

  it("is answered 408 when its head does not come", async () => {
    world = await startFront({
      express: ok,
      server: { headersTimeoutMs: 50, requestTimeoutMs: 50, checkingMs: 20 },
    })
    expect(await raw("GET / HTTP/1.1\r\nHost: x\r\n")).toContain('"code":"REQUEST_TIMEOUT"')
  })
})

describe("the time to answer", () => {
  const limits = limitsWith("read", { answerMs: 1 })

  it("ends in 503, and what the handler does later has no effect", async () => {
    let handlerFailed: unknown
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const app = express()
    app.get("/store/slow", (_request, response) => {
      response.setHeader("Set-Cookie", "secret=1")
      const answered = released.then(() => response.status(200).json({ late: true }))
      answered.catch((error: unknown) => (handlerFailed = error))
    })
    world = await startFront({ express: app, limits })
    const answer = await fetch(`${world.url}/store/slow`)
    expect(answer.status).toBe(503)
    expect(answer.headers.get("set-cookie")).toBeNull()
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    expect(await answer.json()).toMatchObject({ error: { code: "SERVICE_UNAVAILABLE" } })
    release()
    await released
    expect(handlerFailed).toBeUndefined()
    expect((await fetch(`${world.url}/store/other`)).status).toBe(404)
  })

  it("does the same to Fastify's handlers", async () => {
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    world = await startFront({
      limits,
      routes: (app) =>
        void app.get("/v1/slow", async () => {
          await released
          return { late: true }
        }),
    })
    const answer = await fetch(`${world.url}/v1/slow`)
    expect(answer.status).toBe(503)
    release()
    await until(() => world.lines.length === 1)
  })

  it("does not end an answer that has begun, whatever the client says it accepts", async () => {
    const waiting: (() => void)[] = []
    const streams: RequestListener = (request, response) => {
      if (request.url === "/store/begun") {
        response.write("begun ")
      }
      waiting.push(() => response.end("whole"))
    }
    world = await startFront({ express: streams, limits })
    const begun = fetch(`${world.url}/store/begun`)
    await until(() => waiting.length === 1)
    // Came later and is cut: the other's time is over too.
    const cut = await fetch(`${world.url}/store/e`, { headers: { accept: "text/event-stream" } })
    expect(cut.status).toBe(503)
    waiting.forEach((answer) => answer())
    expect(await (await begun).text()).toBe("begun whole")
  })
})
