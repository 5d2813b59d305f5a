import type { IncomingHttpHeaders } from "node:http"
import { gzipSync } from "node:zlib"
import { headersOf, type AnswerHead } from "../cache-entry"
import { createEpochs } from "../cache-epochs"
import { cacheKeyOf, encodingOf } from "../cache-key"
import { createResponseCache } from "../response-cache"

const get = (url: string, headers: IncomingHttpHeaders = {}) => ({ method: "GET", url, headers })
const keyOf = (url: string, headers: IncomingHttpHeaders = {}) =>
  cacheKeyOf(get(url, headers)) ?? ""
const json: AnswerHead = { status: 200, headers: { "content-type": "application/json" } }

describe("the key of a request", () => {
  it("tells languages and encodings apart", () => {
    const keys = [
      keyOf("/v1/products"),
      keyOf("/v1/products", { "accept-language": "en" }),
      keyOf("/v1/products", { "accept-encoding": "gzip, deflate, br" }),
      keyOf("/v1/products", { "accept-encoding": "gzip" }),
      keyOf("/v1/products?page=2"),
    ]
    expect(new Set(keys).size).toBe(5)
  })

  it("is the same for GET and HEAD", () => {
    expect(cacheKeyOf({ method: "HEAD", url: "/v1/x", headers: {} })).toBe(keyOf("/v1/x"))
  })

  it.each([
    ["authorization", { authorization: "Bearer x" }],
    ["a cookie", { cookie: "a=1" }],
    ["a session", { "x-session-id": "s" }],
    ["a range", { range: "bytes=0-1" }],
  ])("does not exist with %s", (_what, headers) => {
    expect(cacheKeyOf(get("/v1/products", headers))).toBeUndefined()
  })

  it("does not exist for other methods, doors, and very long URLs", () => {
    expect(cacheKeyOf({ method: "POST", url: "/v1/x", headers: {} })).toBeUndefined()
    expect(cacheKeyOf(get("/store/products"))).toBeUndefined()
    expect(cacheKeyOf(get(`/v1/${"x".repeat(3_000)}`))).toBeUndefined()
  })

  it.each([
    ["gzip;q=1, br;q=0.1", "br"],
    ["br;q=0, gzip", "gzip"],
    ["deflate", "identity"],
    ["", "identity"],
    [undefined, "identity"],
  ])("for encodings %j is %s", (header, encoding) => {
    expect(encodingOf(header)).toBe(encoding)
  })
})

describe("a fill", () => {
  const cache = () => createResponseCache({ maxBytes: 1_000_000 })

  it("is found by the next lookup", () => {
    const ready = cache()
    expect(ready.openFill(keyOf("/v1/x"), ["x"]).commit("body", json)).toBe(true)
    const entry = ready.lookup(get("/v1/x"))
    expect(entry?.body.toString()).toBe("body")
    expect(headersOf(entry ?? fail())).toMatchObject({
      "content-type": "application/json",
      "content-length": "4",
      etag: expect.stringMatching(/^"[\w-]{27}"$/),
      vary: "Accept-Encoding, Accept-Language, Origin",
    })
  })

  it("begun before an invalidation of its tag is dropped", () => {
    const ready = cache()
    const fill = ready.openFill(keyOf("/v1/x"), ["x"])
    ready.invalidate(["x"])
    expect(fill.commit("old", json)).toBe(false)
    expect(ready.lookup(get("/v1/x"))).toBeUndefined()
  })

  it("is dropped by a tag that only reading showed", () => {
    const ready = cache()
    const fill = ready.openFill(keyOf("/v1/x"), [])
    ready.invalidate(["product:1"])
    fill.tag(["product:1"])
    expect(fill.commit("old", json)).toBe(false)
  })

  it("is kept when only other tags were invalidated", () => {
    const ready = cache()
    const fill = ready.openFill(keyOf("/v1/x"), ["x"])
    ready.invalidate(["y"])
    expect(fill.commit("new", json)).toBe(true)
  })

  it("is dropped when signals may have been lost", () => {
    const ready = cache()
    const fill = ready.openFill(keyOf("/v1/x"), ["x"])
    ready.invalidate(["*"])
    expect(fill.commit("old", json)).toBe(false)
  })

  it.each<[string, AnswerHead]>([
    ["an error", { status: 404, headers: {} }],
    ["a cookie", { status: 200, headers: { "set-cookie": "a=1" } }],
    ["a private answer", { status: 200, headers: { "cache-control": "private, max-age=5" } }],
    ["an answer not to be stored", { status: 200, headers: { "cache-control": "no-store" } }],
    [
      "an encoding its clients did not ask for",
      { status: 200, headers: { "content-encoding": "br" } },
    ],
  ])("does not share %s", (_what, head) => {
    const ready = cache()
    expect(ready.openFill(keyOf("/v1/x"), []).commit("body", head)).toBe(false)
  })

  it("shares an encoding its clients asked for", () => {
    const ready = cache()
    const headers = { "accept-encoding": "gzip" }
    const bytes = gzipSync("body")
    ready
      .openFill(keyOf("/v1/x", headers), [])
      .commit(bytes, { status: 200, headers: { "content-encoding": "gzip" } })
    expect(ready.lookup(get("/v1/x", headers))?.body).toEqual(bytes)
    expect(ready.lookup(get("/v1/x"))).toBeUndefined()
  })
})

describe("an entry", () => {
  it("is dropped by each of its tags, with no other", () => {
    const cache = createResponseCache({ maxBytes: 1_000_000 })
    for (const name of ["a", "b", "c"]) {
      cache.openFill(keyOf(`/v1/${name}`), ["all", `only:${name}`]).commit(name, json)
    }
    cache.invalidate(["only:b"])
    expect(cache.lookup(get("/v1/b"))).toBeUndefined()
    expect(cache.lookup(get("/v1/a"))).toBeDefined()
    cache.invalidate(["all"])
    expect(cache.size()).toEqual({ entries: 0, bytes: 0 })
  })

  it("serves five seconds from when its data was read, whatever is asked", () => {
    let now = 0
    const cache = createResponseCache({ maxBytes: 1_000_000, ttlMs: 60_000, now: () => now })
    const fill = cache.openFill(keyOf("/v1/x"), [])
    now = 1_000
    fill.commit("body", json)
    now = 5_000
    expect(cache.lookup(get("/v1/x"))).toBeDefined()
    now = 5_001
    expect(cache.lookup(get("/v1/x"))).toBeUndefined()
  })

  it("gives way to newer ones when the bytes are used up", () => {
    const cache = createResponseCache({ maxBytes: 100_000 })
    for (let count = 0; count < 100; count += 1) {
      cache.openFill(keyOf(`/v1/${count}`), [`t${count}`]).commit("x".repeat(5_000), json)
    }
    expect(cache.size().bytes).toBeLessThanOrEqual(100_000)
    expect(cache.lookup(get("/v1/99"))).toBeDefined()
    expect(cache.lookup(get("/v1/0"))).toBeUndefined()
  })

  it("is not made of an answer that would take much of the cache", () => {
    const cache = createResponseCache({ maxBytes: 100_000 })
    expect(cache.openFill(keyOf("/v1/x"), ["x"]).commit("x".repeat(50_000), json)).toBe(false)
  })
})

describe("concurrent misses of one key", () => {
  const key = keyOf("/v1/x")

  /** Work that ends when it is told to. */
  function gate(): { opened: Promise<void>; open: () => void } {
    let open: () => void = () => undefined
    const opened = new Promise<void>((resolve) => (open = resolve))
    return { opened, open }
  }

  it("share one fill", async () => {
    const cache = createResponseCache({ maxBytes: 1_000_000 })
    const { opened, open } = gate()
    const make = jest.fn(async (fill: ReturnType<typeof cache.openFill>) => {
      await opened
      fill.commit("body", json)
    })
    const runs = [1, 2, 3].map(() => cache.run(key, ["x"], make))
    open()
    const bodies = (await Promise.all(runs)).map((entry) => entry?.body.toString())
    expect(bodies).toEqual(["body", "body", "body"])
    expect(make).toHaveBeenCalledTimes(1)
  })

  it("do not join a fill begun before an invalidation, of whatever tag", async () => {
    const cache = createResponseCache({ maxBytes: 1_000_000 })
    const old = cache.openFill(key, [])
    cache.invalidate(["product:1"])
    expect(cache.join(key)).toBeUndefined()
    const entry = await cache.run(key, [], (fill) => {
      fill.commit("new", json)
      return Promise.resolve()
    })
    old.tag(["product:1"])
    old.commit("old", json)
    expect(entry?.body.toString()).toBe("new")
    expect(cache.lookup(get("/v1/x"))?.body.toString()).toBe("new")
  })

  it("each read for themselves when the fill fails", async () => {
    const cache = createResponseCache({ maxBytes: 1_000_000 })
    const failing = cache.run(key, [], () => Promise.reject(new Error("database")))
    const joined = cache.join(key)
    await expect(failing).rejects.toThrow("database")
    expect(await joined).toBeUndefined()
    expect(cache.join(key)).toBeUndefined()
  })

  it("do not wait for ever for a fill that was forgotten", async () => {
    const cache = createResponseCache({ maxBytes: 1_000_000, fillMs: 1 })
    cache.openFill(key, [])
    expect(await cache.join(key)).toBeUndefined()
  })
})

describe("the epochs of tags", () => {
  it("are bounded: with too many tags all count as moved", () => {
    const epochs = createEpochs(3)
    const before = epochs.now()
    epochs.move(["a", "b"])
    expect(epochs.movedSince(before, ["z"])).toBe(false)
    epochs.move(["c", "d"])
    expect(epochs.movedSince(before, ["z"])).toBe(true)
    expect(epochs.movedSince(epochs.now(), ["a", "z"])).toBe(false)
  })
})
