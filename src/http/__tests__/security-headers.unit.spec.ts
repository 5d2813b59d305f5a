import helmet from "@fastify/helmet"
import Fastify from "fastify"
import { createSecurityHeaders, type HeaderPairs } from "../security-headers"
import { startFront, type FrontWorld } from "./front-world"

const asObject = (pairs: HeaderPairs): Record<string, string> =>
  Object.fromEntries(
    pairs.flatMap((name, index) =>
      index % 2 === 0 ? [[name.toLowerCase(), pairs[index + 1] ?? ""]] : []
    )
  )

describe("the security headers", () => {
  it("are helmet's defaults, but for the content policy", async () => {
    const app = Fastify()
    await app.register(helmet, { contentSecurityPolicy: false })
    app.get("/", () => "")
    const { headers } = await fetch(await app.listen())
    await app.close()
    const byHelmet = Object.fromEntries(
      [...headers].filter(([name]) => !/^(?:connection|keep-alive|date|content-.*)$/.test(name))
    )
    const { "content-security-policy": policy, ...ours } = asObject(
      createSecurityHeaders({ production: true })("v1", "/v1/products")
    )
    expect(ours).toEqual(byHelmet)
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'")
  })

  it("ask for HTTPS in production only", () => {
    const development = createSecurityHeaders({ production: false })
    expect(asObject(development("v1", "/v1/x"))).not.toHaveProperty("strict-transport-security")
  })

  it("let the dashboard run Vite's scripts in development only", () => {
    const policyOf = (production: boolean) =>
      asObject(createSecurityHeaders({ production })("app", "/app"))["content-security-policy"]
    expect(policyOf(false)).toContain("script-src 'self' 'unsafe-inline' 'unsafe-eval'")
    expect(policyOf(false)).toContain("ws:")
    expect(policyOf(true)).toContain("script-src 'self';")
    expect(policyOf(true)).not.toContain("unsafe-eval")
  })

  it("let other origins show stored pictures, and run nothing in them", () => {
    const files = asObject(createSecurityHeaders({ production: true })("files", "/static/a.svg"))
    expect(files["cross-origin-resource-policy"]).toBe("cross-origin")
    expect(files["content-security-policy"]).toContain("sandbox")
  })

  it("let Swagger UI load at /v1/docs and nowhere else on /v1", () => {
    const policyOf = (path: string) =>
      asObject(createSecurityHeaders({ production: true })("v1", path))["content-security-policy"]
    expect(policyOf("/v1/docs/static/x.js")).toContain("script-src 'self'")
    expect(policyOf("/v1/docs")).toContain("script-src 'self'")
    expect(policyOf("/v1/docsx")).toContain("default-src 'none'")
  })
})

describe("an answer of any door", () => {
  let world: FrontWorld
  afterEach(() => world.close())

  it.each(["/v1/x", "/store/x", "/admin/x", "/health", "/nowhere"])(
    "carries them at %s",
    async (path) => {
      world = await startFront({
        express: (_request, response) => void response.writeHead(200, "Fine").end(),
      })
      const { headers } = await fetch(world.url + path)
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("x-frame-options")).toBe("SAMEORIGIN")
      expect(headers.get("strict-transport-security")).toContain("max-age=")
    }
  )

  it("keeps what its handler set, in each form writeHead takes", async () => {
    const own = "default-src 'self'"
    world = await startFront({
      express: (request, response) => {
        response.setHeader("X-Door", "express")
        if (request.url === "/store/set") {
          response.setHeader("Content-Security-Policy", own)
          response.end()
        } else if (request.url === "/store/object") {
          response.writeHead(200, { "Content-Security-Policy": own }).end()
        } else {
          response.writeHead(200, ["Content-Security-Policy", own, "Set-Cookie", "a=1"]).end()
        }
      },
    })
    for (const path of ["/store/set", "/store/object", "/store/array"]) {
      const { headers } = await fetch(world.url + path)
      expect(headers.get("content-security-policy")).toBe(own)
      expect(headers.get("x-door")).toBe("express")
      expect(headers.get("referrer-policy")).toBe("no-referrer")
    }
  })

  it("keeps several cookies apart", async () => {
    world = await startFront({
      express: (_request, response) => {
        response.writeHead(200, { "set-cookie": ["a=1", "b=2"] }).end()
      },
    })
    expect((await fetch(world.url)).headers.getSetCookie()).toEqual(["a=1", "b=2"])
  })
})
