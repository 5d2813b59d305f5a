import { once } from "node:events"
import { Agent, request, type RequestListener } from "node:http"
import { connect } from "node:net"
import { startFront, until, type FrontWorld } from "./front-world"

let world: FrontWorld
afterEach(() => world.close())

interface Outcome {
  status?: number
  connection?: string | undefined
  error?: string
}

function get(agent: Agent | undefined, path: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const client = request(world.url + path, { agent }, (answer) => {
      answer.resume()
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection })
      )
    })
    client.on("error", (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? "" }))
    client.end()
  })
}

/** A handler that keeps its answers until they are let go. */
function holding(): { listener: RequestListener; held: () => number; release: () => void } {
  let waiting: (() => void)[] = []
  return {
    listener: (_request, response) => void waiting.push(() => response.end("done")),
    held: () => waiting.length,
    release() {
      waiting.forEach((answer) => answer())
      waiting = []
    },
  }
}

describe("draining", () => {
  it("lets requests under way finish and refuses new connections", async () => {
    const { listener, held, release } = holding()
    world = await startFront({ express: listener })
    const agent = new Agent({ keepAlive: true })
    const underWay = [1, 2, 3].map(() => get(agent, "/store/slow"))
    await until(() => held() === 3)
    const drained = world.http.drain({ lingerMs: 0 })
    await until(() => !world.http.server.listening)
    expect(await get(undefined, "/store/new")).toEqual({ error: "ECONNREFUSED" })
    release()
    expect(await Promise.all(underWay)).toEqual(
      underWay.map(() => ({ status: 200, connection: "close" }))
    )
    expect(await drained).toBe(true)
  })

  it("drops no request of clients that keep their connections busy", async () => {
    world = await startFront({ express: (_request, response) => void response.end("ok") })
    const outcomes: Outcome[] = []
    const clients = Array.from({ length: 20 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      let last: Outcome = {}
      while (last.connection !== "close" && last.error === undefined) {
        last = await get(agent, "/store/x")
        outcomes.push(last)
      }
      return last
    })
    await until(() => outcomes.length > 500)
    expect(await world.http.drain({ lingerMs: 1_000 })).toBe(true)
    expect(await Promise.all(clients)).toEqual(
      clients.map(() => ({ status: 200, connection: "close" }))
    )
    expect(outcomes.filter((outcome) => outcome.status !== 200)).toEqual([])
  })

  it("answers a request that was on its way on an idle connection", async () => {
    world = await startFront({ express: (_request, response) => void response.end("ok") })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    expect(await get(agent, "/store/x")).toEqual({ status: 200, connection: "keep-alive" })
    const drained = world.http.drain({ lingerMs: 5_000 })
    await until(() => !world.http.server.listening)
    expect(await get(agent, "/store/x")).toEqual({ status: 200, connection: "close" })
    expect(await drained).toBe(true)
  })

  it("tells load balancers first, and answers them meanwhile", async () => {
    world = await startFront({
      express: (_request, response) => void response.end("ok"),
      routes: (app) => void app.get("/ready", () => "ready"),
    })
    expect(await get(undefined, "/ready")).toMatchObject({ status: 200 })
    const drained = world.http.drain({ noticeMs: 1_000, lingerMs: 0 })
    expect(await get(undefined, "/ready")).toEqual({ status: 503, connection: "close" })
    expect(await get(undefined, "/store/x")).toEqual({ status: 200, connection: "close" })
    expect(await drained).toBe(true)
  })

  it("is not held up by connections that say nothing or by idle ones", async () => {
    world = await startFront({ express: (_request, response) => void response.end("ok") })
    const silent = connect(world.port, "127.0.0.1")
    await once(silent, "connect")
    const idle = new Agent({ keepAlive: true })
    await get(idle, "/store/x")
    expect(await world.http.drain({ lingerMs: 0, limitMs: 5_000 })).toBe(true)
    silent.destroy()
    idle.destroy()
  })

  it("ends streams of events", async () => {
    world = await startFront({
      express: (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" })
        response.write("data: 1\n\n")
      },
    })
    const events = await fetch(`${world.url}/store/events`)
    const drained = world.http.drain({ lingerMs: 0 })
    expect(await events.text()).toBe("data: 1\n\n")
    expect(await drained).toBe(true)
  })

  it("cuts what is not answered by its limit and says so", async () => {
    const { listener, held } = holding()
    world = await startFront({ express: listener })
    const lost = get(undefined, "/store/never")
    await until(() => held() === 1)
    expect(await world.http.drain({ lingerMs: 0, limitMs: 20 })).toBe(false)
    expect(await lost).toEqual({ error: "ECONNRESET" })
  })
})

describe("an upgrade", () => {
  it("is passed to its own handler", async () => {
    world = await startFront({
      server: {
        onUpgrade: (_request, socket) => void socket.end("HTTP/1.1 101 Switching\r\n\r\n"),
      },
    })
    const socket = connect(world.port, "127.0.0.1")
    socket.write(
      "GET /app HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    )
    const [chunk] = (await once(socket, "data")) as [Buffer]
    expect(chunk.toString()).toContain("101")
    socket.destroy()
  })
})
