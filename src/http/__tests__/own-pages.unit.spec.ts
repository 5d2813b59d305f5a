import type { IncomingMessage } from "node:http"
import { createOwnPages } from "../own-pages"

const isOwnPage = createOwnPages(["https://back.example"])
const ask = (headers: Record<string, string>) =>
  isOwnPage({ headers: { host: "api.example:9000", ...headers } } as unknown as IncomingMessage)

describe("a request of our own pages", () => {
  it.each<[string, Record<string, string>]>([
    ["no browser's", {}],
    ["a GET of the same origin", { "sec-fetch-site": "same-origin" }],
    ["an address typed", { "sec-fetch-site": "none" }],
    ["a POST of the same origin", { origin: "http://api.example:9000" }],
    [
      "a POST through a proxy that ends TLS",
      { origin: "https://api.example:9000", "sec-fetch-site": "same-origin" },
    ],
    ["the address it is shown under", { origin: "https://back.example", host: "10.0.0.7" }],
    [
      "a listed origin on the same site",
      { origin: "https://back.example", "sec-fetch-site": "same-site" },
    ],
  ])("is %s", (_name, headers) => {
    expect(ask(headers)).toBe(true)
  })

  it.each<[string, Record<string, string>]>([
    ["a picture on a page of another port", { "sec-fetch-site": "same-site" }],
    ["a link on a stranger's page", { "sec-fetch-site": "cross-site" }],
    ["another port", { origin: "http://api.example:3000" }],
    ["another subdomain", { origin: "https://shop.example" }],
    ["a page without an origin", { origin: "null" }],
    [
      "this host without TLS",
      { origin: "http://api.example:9000", "sec-fetch-site": "cross-site" },
    ],
    ["a listed host under another scheme", { origin: "http://back.example" }],
    ["this host's name before another", { origin: "http://api.example:9000.evil.example" }],
    ["something that is no origin", { origin: "api.example:9000" }],
  ])("is not one of %s", (_name, headers) => {
    expect(ask(headers)).toBe(false)
  })
})
