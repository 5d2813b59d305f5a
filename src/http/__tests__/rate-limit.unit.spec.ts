import fc from "fast-check"
import { defaultLimits } from "../limits"
import { createRateLimiter } from "../rate-limit"
import { limitsWith, startFront, type FrontWorld } from "./front-world"

const minute = 60_000
const start = 1_000_000 * minute

describe("the rate limiter", () => {
  const limits = limitsWith("write", { perAddress: 10, perAccount: 3 })

  it("counts down and refuses past the figure", () => {
    const limiter = createRateLimiter({ limits })
    const remaining = Array.from({ length: 10 }, () => limiter.take("write", "a", start).remaining)
    expect(remaining).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    expect(limiter.take("write", "a", start)).toMatchObject({ allowed: false, remaining: 0 })
  })

  it("counts addresses, classes and accounts apart", () => {
    const limiter = createRateLimiter({ limits })
    for (let count = 0; count < 10; count += 1) {
      limiter.take("write", "a", start)
    }
    expect(limiter.take("write", "a", start).allowed).toBe(false)
    expect(limiter.take("write", "b", start).allowed).toBe(true)
    expect(limiter.take("read", "a", start).allowed).toBe(true)
    expect(limiter.takeAccount("write", "a", start)).toMatchObject({ allowed: true, limit: 3 })
  })

  it("slides: a burst at the end of a minute is not forgotten at its turn", () => {
    const limiter = createRateLimiter({ limits })
    for (let count = 0; count < 10; count += 1) {
      limiter.take("write", "a", start + minute - 1)
    }
    expect(limiter.take("write", "a", start + minute).allowed).toBe(false)
    expect(limiter.take("write", "a", start + minute + minute / 2).remaining).toBe(4)
    expect(limiter.take("write", "a", start + 3 * minute).remaining).toBe(9)
  })

  it("lets pass again exactly when it said", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 120 }),
        (figure, pauses) => {
          const limiter = createRateLimiter({ limits: limitsWith("write", { perAddress: figure }) })
          let now = start
          for (const pause of pauses) {
            now += pause
            const decision = limiter.take("write", "a", now)
            if (!decision.allowed) {
              now += decision.retryAfterSeconds * 1000
              expect(limiter.take("write", "a", now).allowed).toBe(true)
            }
          }
        }
      )
    )
  })

  it("never lets more than twice the figure pass in any minute", () => {
    const limiter = createRateLimiter({ limits })
    const passed: number[] = []
    for (let now = start; now < start + 5 * minute; now += 500) {
      if (limiter.take("write", "a", now).allowed) {
        passed.push(now)
      }
    }
    for (const from of passed) {
      const within = passed.filter((at) => at >= from && at < from + minute)
      expect(within.length).toBeLessThanOrEqual(20)
    }
  })

  it("multiplies its figures, and counts nothing where the figure is infinite", () => {
    const limiter = createRateLimiter({ limits, multiplier: 2.5 })
    expect(limiter.take("write", "a", start).limit).toBe(25)
    expect(limiter.take("health", "a", start)).toMatchObject({ allowed: true, counted: false })
  })

  it("forgets the oldest address when there are too many", () => {
    const limiter = createRateLimiter({ limits, maxKeys: 2 })
    limiter.take("write", "a", start)
    limiter.take("write", "b", start)
    limiter.take("write", "c", start)
    expect(limiter.take("write", "b", start).remaining).toBe(8)
    expect(limiter.take("write", "a", start).remaining).toBe(9)
  })
})

describe("rate limits on the doors", () => {
  let world: FrontWorld
  afterEach(() => world.close())

  it("are told in headers, and a refusal says when to come back", async () => {
    world = await startFront({
      express: (_request, response) => void response.end("ok"),
      limits: limitsWith("auth", { perAddress: 2 }),
    })
    const tryIt = () => fetch(`${world.url}/store/customers`, { method: "POST" })
    const first = await tryIt()
    expect(first.headers.get("ratelimit-limit")).toBe("2")
    expect(first.headers.get("ratelimit-remaining")).toBe("1")
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(0)
    await tryIt()
    const refused = await tryIt()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    expect(refused.headers.get("ratelimit-remaining")).toBe("0")
    expect(await refused.json()).toEqual({
      success: false,
      error: {
        code: "RATE_LIMITED",
        message: "Demasiados pedidos. Tente mais tarde.",
        requestId: refused.headers.get("x-request-id"),
      },
    })
    expect(await world.metrics.registry.metrics()).toContain(
      'http_rate_limited_total{class="auth"} 1'
    )
  })

  it("hold for every spelling of a path that leads to the same handler", async () => {
    world = await startFront({
      express: (_request, response) => void response.end("ok"),
      limits: limitsWith("auth", { perAddress: 1 }),
    })
    const statuses = []
    for (const path of ["/store/customers", "/STORE/customers/", "/store/custom%65rs"]) {
      statuses.push((await fetch(world.url + path, { method: "POST" })).status)
    }
    expect(statuses).toEqual([200, 429, 429])
  })

  it("are not escaped by a made-up X-Forwarded-For", async () => {
    world = await startFront({
      express: (_request, response) => void response.end("ok"),
      limits: limitsWith("auth", { perAddress: 1 }),
    })
    const from = (address: string) =>
      fetch(`${world.url}/store/customers`, {
        method: "POST",
        headers: { "x-forwarded-for": address },
      })
    expect((await from("1.1.1.1")).status).toBe(200)
    expect((await from("2.2.2.2")).status).toBe(429)
  })

  it("count an account over all its addresses", async () => {
    world = await startFront({
      express: (_request, response) => void response.end("ok"),
      limits: limitsWith("write", { perAccount: 1 }),
      trustedProxies: 1,
      accountOf: (request) => request.headers.authorization,
    })
    const post = (address: string, authorization: string) =>
      fetch(`${world.url}/store/x`, {
        method: "POST",
        headers: { "x-forwarded-for": address, authorization },
      })
    expect((await post("1.1.1.1", "ana")).status).toBe(200)
    expect((await post("2.2.2.2", "ana")).status).toBe(429)
    expect((await post("2.2.2.2", "rui")).status).toBe(200)
  })

  it("leave health checks alone", async () => {
    world = await startFront({ routes: (app) => void app.get("/health", () => "ok") })
    expect(defaultLimits.health.perAddress).toBe(Infinity)
    expect((await fetch(`${world.url}/health`)).headers.get("ratelimit-limit")).toBeNull()
  })
})
