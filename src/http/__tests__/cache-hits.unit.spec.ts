import { cacheKeyOf } from "../response-cache"
import { limitsWith, startFront, until, type FrontWorld } from "./front-world"

let world: FrontWorld
afterEach(() => world.close())

const body = JSON.stringify({ success: true, data: { products: [] } })

/** Puts an answer for a URL there, as a client that takes gzip in Portuguese asks for it. */
function store(url: string): void {
  const headers = { "accept-encoding": "gzip", "accept-language": "pt" }
  const key = cacheKeyOf({ method: "GET", url, headers }) ?? ""
  world.cache.openFill(key, ["products"]).commit(body, {
    status: 200,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "public, max-age=5",
      etag: 'W/"tag"',
    },
  })
}

const ask = (headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${world.url}/v1/products`, {
    method,
    headers: { "accept-encoding": "gzip", "accept-language": "pt", ...headers },
  })

describe("a hit", () => {
  it("answers with the stored bytes and every header of the front layer", async () => {
    world = await startFront()
    store("/v1/products")
    const answer = await ask({ origin: "https://shop.example", "x-request-id": "mine" })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(body)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "content-length": String(body.length),
      "cache-control": "public, max-age=5",
      etag: 'W/"tag"',
      vary: "Accept-Encoding, Accept-Language, Origin",
      "x-request-id": "mine",
      "ratelimit-limit": "1200",
      "ratelimit-remaining": "1199",
      "access-control-allow-origin": "https://shop.example",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    })
  })

  it("does not leak one request's headers into the next", async () => {
    world = await startFront()
    store("/v1/products")
    await ask({ origin: "https://shop.example", "x-request-id": "first" })
    const answer = await ask()
    expect(answer.headers.get("access-control-allow-origin")).toBeNull()
    expect(answer.headers.get("x-request-id")).not.toBe("first")
    expect(answer.headers.get("ratelimit-remaining")).toBe("1198")
  })

  it.each(['W/"tag"', '"tag"', '"other", W/"tag"', "*"])(
    "answers 304 without a body to If-None-Match: %s",
    async (tag) => {
      world = await startFront()
      store("/v1/products")
      const answer = await ask({ "if-none-match": tag })
      expect(answer.status).toBe(304)
      expect(await answer.text()).toBe("")
      expect(answer.headers.get("etag")).toBe('W/"tag"')
      expect(answer.headers.get("content-length")).toBeNull()
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    }
  )

  it("answers in full to another If-None-Match", async () => {
    world = await startFront()
    store("/v1/products")
    expect((await ask({ "if-none-match": '"other"' })).status).toBe(200)
  })

  it("answers HEAD from the same entry, without the body", async () => {
    world = await startFront()
    store("/v1/products")
    const answer = await ask({}, "HEAD")
    expect(answer.status).toBe(200)
    expect(answer.headers.get("content-length")).toBe(String(body.length))
    expect(await answer.text()).toBe("")
    expect(await (await ask()).text()).toBe(body)
  })

  it("is not given to who says who they are, nor in another language", async () => {
    world = await startFront({
      routes: (app) => void app.get("/v1/products", () => "from the handler"),
    })
    store("/v1/products")
    const others: Record<string, string>[] = [
      { authorization: "Bearer x" },
      { cookie: "a=1" },
      { "x-session-id": "s" },
      { "accept-language": "en" },
    ]
    for (const headers of others) {
      expect(await (await ask(headers)).text()).toBe("from the handler")
    }
  })

  it("is counted against the address like any other request", async () => {
    world = await startFront({ limits: limitsWith("read", { perAddress: 1 }) })
    store("/v1/products")
    expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(refused.headers.get("retry-after")).not.toBeNull()
    expect(await refused.json()).toMatchObject({ error: { code: "RATE_LIMITED" } })
  })

  it("is counted, and logged at level debug only", async () => {
    world = await startFront({ logLevel: "debug" })
    store("/v1/products")
    await ask()
    await until(() => world.lines.length === 1)
    expect(world.lines[0]).toMatchObject({ level: 20, path: "/v1/products", status: 200 })
    const text = await world.metrics.registry.metrics()
    expect(text).toContain("http_response_cache_hits_total 1")
    expect(text).toContain('http_requests_total{door="v1",method="GET",status="200"} 1')
    expect(text).toContain('http_request_duration_seconds_count{door="v1"} 1')
  })

  it("ends its connection while the server drains", async () => {
    world = await startFront()
    store("/v1/products")
    world.lifecycle.draining = true
    expect((await ask()).headers.get("connection")).toBe("close")
  })
})
