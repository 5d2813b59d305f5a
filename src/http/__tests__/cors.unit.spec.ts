import express from "express"
import type { FastifyInstance } from "fastify"
import { createCors, parseCorsOrigins } from "../cors"
import { withVary } from "../front-head"
import { startFront, type FrontWorld } from "./front-world"

const shop = "https://shop.example"

describe("CORS on every door", () => {
  let world: FrontWorld
  afterEach(() => world.close())

  /** As Medusa does on /store: the headers of the package `cors`, and compression's Vary. */
  const medusaLike = () => {
    const app = express()
    app.use((request, response, next) => {
      if (request.headers.origin === shop) {
        response.setHeader("Access-Control-Allow-Origin", shop)
      }
      response.setHeader("Access-Control-Allow-Credentials", "true")
      response.vary("Origin")
      next()
    })
    app.get("/store/x", (_request, response) => {
      response.vary("Accept-Encoding")
      response.json({})
    })
    return app
  }

  const routes = (app: FastifyInstance) =>
    void app.get("/v1/x", (_request, reply) => reply.header("vary", "accept-encoding").send({}))

  it.each(["/v1/x", "/store/x"])("allows a listed origin once at %s", async (path) => {
    world = await startFront({ express: medusaLike(), routes })
    const { headers } = await fetch(world.url + path, { headers: { origin: shop } })
    expect(headers.get("access-control-allow-origin")).toBe(shop)
    expect(headers.get("access-control-allow-credentials")).toBe("true")
    expect(headers.get("access-control-expose-headers")).toContain("RateLimit-Remaining")
    const vary = headers.get("vary")?.toLowerCase().split(", ").sort()
    expect(vary).toEqual(["accept-encoding", "origin"])
  })

  it.each(["/v1/x", "/store/x"])("allows no other origin at %s", async (path) => {
    world = await startFront({ express: medusaLike(), routes })
    const { headers } = await fetch(world.url + path, {
      headers: { origin: "https://evil.example" },
    })
    expect(headers.get("access-control-allow-origin")).toBeNull()
    expect(headers.get("vary")?.toLowerCase()).toContain("origin")
  })

  it("answers a preflight for a listed origin itself", async () => {
    const handler = jest.fn()
    world = await startFront({ express: handler })
    const answer = await fetch(`${world.url}/admin/products`, {
      method: "OPTIONS",
      headers: {
        origin: shop,
        "access-control-request-method": "DELETE",
        "access-control-request-headers": "authorization, x-publishable-api-key",
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get("access-control-allow-origin")).toBe(shop)
    expect(answer.headers.get("access-control-allow-methods")).toContain("DELETE")
    expect(answer.headers.get("access-control-allow-headers")).toBe(
      "authorization, x-publishable-api-key"
    )
    expect(answer.headers.get("access-control-max-age")).toBe("600")
    expect(answer.headers.get("vary")).toContain("Origin")
    expect(handler).not.toHaveBeenCalled()
  })

  it("answers a preflight for another origin with nothing allowed", async () => {
    world = await startFront()
    const { status, headers } = await fetch(`${world.url}/v1/x`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "GET" },
    })
    expect(status).toBe(204)
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([])
  })

  it("passes on an OPTIONS that is no preflight", async () => {
    world = await startFront({ express: (_request, response) => void response.end("mine") })
    const answer = await fetch(`${world.url}/store/x`, { method: "OPTIONS" })
    expect(await answer.text()).toBe("mine")
  })
})

describe("the list of origins", () => {
  it("is read from one line", () => {
    expect(parseCorsOrigins(" https://a.example/, http://localhost:3000 ,")).toEqual([
      "https://a.example",
      "http://localhost:3000",
    ])
  })

  it("may be * in development, without credentials", () => {
    const open = createCors({ origins: ["*"], production: false })
    expect(open.headersFor("https://any.example").slice(0, 2)).toEqual([
      "Access-Control-Allow-Origin",
      "*",
    ])
    expect(open.headersFor("https://any.example")).not.toContain("true")
    expect(open.varies).toBe(false)
  })

  it("may not be * in production, nor hold what is no origin", () => {
    expect(() => createCors({ origins: ["*"], production: true })).toThrow("development")
    expect(() => createCors({ origins: ["shop.example"], production: true })).toThrow("no origin")
    expect(() => createCors({ origins: ["https://a.example/x"], production: true })).toThrow()
  })
})

describe("Vary", () => {
  it.each([
    [undefined, "Origin"],
    ["Accept-Encoding", "Accept-Encoding, Origin"],
    ["origin", "origin"],
    ["*", "*"],
    [["Accept", "Origin"], "Accept,Origin"],
  ])("of %j becomes %s", (present, expected) => {
    expect(withVary(present, "Origin")).toBe(expected)
  })
})
