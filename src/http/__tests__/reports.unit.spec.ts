import { once } from "node:events"
import { request } from "node:http"
import { startFront, until, type FrontWorld } from "./front-world"

let world: FrontWorld
afterEach(() => world.close())

describe("the access log", () => {
  it("has one line a request, with nothing personal in it", async () => {
    world = await startFront({ express: (_request, response) => void response.end("12345") })
    const answer = await fetch(`${world.url}/hooks/mpesa/s3cret?phone=841234567`, {
      method: "POST",
      headers: { authorization: "Bearer t0ken", "x-forwarded-for": "1.2.3.4" },
    })
    await until(() => world.lines.length === 1)
    expect(world.lines[0]).toEqual({
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      msg: "request",
      method: "POST",
      path: "/hooks/mpesa/:token?phone",
      status: 200,
      durationMs: expect.any(Number),
      bytes: expect.any(Number),
      requestId: answer.headers.get("x-request-id"),
    })
    expect(world.lines[0]?.["bytes"]).toBeGreaterThan(200)
  })

  it("warns of an answer of 5xx, and says when the client went away", async () => {
    let arrived = false
    world = await startFront({ express: () => void (arrived = true) })
    const client = request(`${world.url}/store/slow`)
    client.on("error", () => undefined)
    client.end()
    await until(() => arrived)
    client.destroy()
    await until(() => world.lines.length === 1)
    expect(world.lines[0]).toMatchObject({ level: 30, aborted: true })
    await fetch(`${world.url}/v1/nothing`).then((answer) => answer.text())
    await until(() => world.lines.length === 2)
    expect(world.lines[1]).toMatchObject({ level: 30, status: 404 })
  })
})

describe("the metrics", () => {
  it("count answers by door, method and status, and what is under way", async () => {
    let release: () => void = () => undefined
    world = await startFront({
      express: (incoming, response) => {
        if (incoming.url === "/store/slow") {
          release = () => response.end()
        } else {
          response.writeHead(500).end()
        }
      },
    })
    const slow = request(`${world.url}/store/slow`).end()
    await fetch(`${world.url}/admin/x`, { method: "PUT" })
    await until(() => world.lines.length === 1)
    const during = await world.metrics.registry.metrics()
    expect(during).toContain("http_requests_in_flight 1")
    expect(during).toContain('http_requests_total{door="admin",method="PUT",status="500"} 1')
    release()
    await once(slow, "response")
    await until(() => world.lines.length === 2)
    const after = await world.metrics.registry.metrics()
    expect(after).toContain("http_requests_in_flight 0")
    expect(after).toContain('http_request_duration_seconds_bucket{le="+Inf",door="store"} 1')
  })

  it("can be read as JSON too", async () => {
    world = await startFront({ express: (_request, response) => void response.end() })
    await fetch(world.url)
    await until(() => world.lines.length === 1)
    const metrics = await world.metrics.registry.getMetricsAsJSON()
    const durations = metrics.find(({ name }) => name === "http_request_duration_seconds")
    expect(durations?.values).toContainEqual(
      expect.objectContaining({ labels: { door: "other" }, value: 1 })
    )
  })

  it("cost a cache hit less than a microsecond", async () => {
    world = await startFront()
    const { metrics } = world
    const times = 200_000
    const measure = () => {
      const begun = process.hrtime.bigint()
      for (let count = 0; count < times; count += 1) {
        metrics.cacheHit()
        metrics.sentFromCache("GET", 200)
      }
      return Number(process.hrtime.bigint() - begun) / times
    }
    expect(Math.min(measure(), measure(), measure())).toBeLessThan(1_000)
  })
})
