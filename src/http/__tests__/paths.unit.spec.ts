import express from "express"
import fc from "fast-check"
import { languageOf } from "../languages"
import { classOf, type RouteClass } from "../limits"
import { loggablePath } from "../access-log"
import { doorOf, isFastifyPath, routePathOf } from "../route-path"

describe("the path a request is judged by", () => {
  it.each([
    ["/v1/Products?q=1", "/v1/products"],
    ["/v1/%61uth/login", "/v1/auth/login"],
    ['/a?b=[c]{d}|^`"<>', "/a"],
    ["/a#b?c", undefined],
    ["/auth\\user\\emailpass#x", undefined],
    ["/admin\\users?a=#b", undefined],
    ["/auth\\user", undefined],
    ["/a?b=\\", undefined],
    ["/auth\\user?\u00a0", undefined],
    ["/auth\\user?\ufeff", undefined],
    ["/a b", undefined],
    ["/a\tb", undefined],
    ["/caf\u00e9", undefined],
    ["http://x/auth", undefined],
    ["x:y@z/auth", undefined],
    ["", undefined],
    ["*", undefined],
    ["/%", undefined],
    ["/a%0d%0ab", undefined],
  ])("of %s is %s", (url, path) => {
    expect(routePathOf(url)).toBe(path)
  })

  /** The path as Express's routers take it of a raw target. */
  const pathOfExpress = (url: string) =>
    (Object.create(express.request, { url: { value: url } }) as { path: string }).path

  it("is Express's own, whatever is sent", () => {
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("/", "\\", "#", "?", "//", "@", ":", ";", "%5c") },
      {
        weight: 3,
        arbitrary: fc.constantFrom("auth", "ADMIN", "store", "v1", "users", "..", "%2e"),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom("\t", " ", "\f", "\u00a0", "\ufeff", "\u00e9", "\u0000"),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) }
    )
    const target = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`)
    fc.assert(
      fc.property(target, (url) => {
        const path = routePathOf(url)
        fc.pre(path !== undefined)
        expect(decodeURIComponent(pathOfExpress(url)).toLowerCase()).toBe(path)
      }),
      { numRuns: 2_000 }
    )
  })

  it.each([
    ["/v1/products", true],
    ["/v1", true],
    ["/v1?x=1", true],
    ["/health", true],
    ["/metrics", true],
    ["/v10/products", false],
    ["/healthy", false],
    ["/store/v1", false],
    ["/", false],
  ])("%s goes to Fastify: %s", (url, expected) => {
    expect(isFastifyPath(url)).toBe(expected)
  })
})

describe("the class of a request", () => {
  it.each<[string, string, RouteClass]>([
    ["GET", "/v1/products", "read"],
    ["GET", "/store/products", "read"],
    ["POST", "/v1/cart/items", "write"],
    ["POST", "/v1/auth/login", "auth"],
    ["POST", "/auth/customer/emailpass", "auth"],
    ["POST", "/auth/customer/emailpass/", "auth"],
    ["GET", "/auth/customer/google/callback", "auth"],
    ["POST", "/v1/auth/refresh", "write"],
    ["POST", "/auth/token/refresh", "write"],
    ["DELETE", "/auth/session", "write"],
    ["POST", "/store/customers", "auth"],
    ["PUT", "/v1/users/password", "auth"],
    ["POST", "/v1/users/avatar", "upload"],
    ["POST", "/v1/products/507f1f77bcf86cd799439011/images", "upload"],
    ["POST", "/admin/uploads", "upload"],
    ["POST", "/v1/support/tickets/1/messages", "upload"],
    ["PUT", "/v1/support/tickets/1", "write"],
    ["GET", "/admin/orders", "backoffice"],
    ["POST", "/vendor/products", "backoffice"],
    ["GET", "/v1/admin/users", "backoffice"],
    ["POST", "/hooks/mpesa/secret", "callback"],
    ["GET", "/app/orders", "asset"],
    ["GET", "/static/a.jpg", "asset"],
    ["GET", "/ready", "ops"],
    ["GET", "/metrics", "ops"],
    ["GET", "/health", "health"],
  ])("%s %s is %s", (method, path, expected) => {
    expect(classOf(method, path, doorOf(path))).toBe(expected)
  })
})

describe("a logged path", () => {
  it.each([
    ["/v1/products?q=couve&page=2", "/v1/products?q&page"],
    ["/v1/orders/507f1f77bcf86cd799439011", "/v1/orders/507f1f77bcf86cd799439011"],
    ["/store/carts/cart_01HZX/complete", "/store/carts/cart_01HZX/complete"],
    ["/hooks/mpesa/s3cret-token", "/hooks/mpesa/:token"],
    ["/hooks/emola/s3cret?token=x", "/hooks/emola/:token?token"],
    ["/v1/newsletter/unsubscribe/joao@exemplo.mz", "/v1/newsletter/unsubscribe/:redacted"],
    ["/v1/u/joao%40exemplo.mz", "/v1/u/:redacted"],
    [`/v1/verify/${"x".repeat(80)}`, "/v1/verify/:redacted"],
    ["/v1/x?joao@exemplo.mz=1&=2&a[b]=3", "/v1/x?:redacted&a[b]"],
  ])("of %s is %s", (url, path) => {
    expect(loggablePath(url)).toBe(path)
  })
})

describe("the language of an answer", () => {
  it.each([
    [undefined, "pt"],
    ["", "pt"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["pt-MZ, en;q=0.8", "pt"],
    ["en;q=0.5, pt;q=0.7", "pt"],
    ["fr, de", "pt"],
    ["en;q=0", "pt"],
    ["en;q=x", "pt"],
  ])("for %j is %s", (header, language) => {
    expect(languageOf(header)).toBe(language)
  })
})
