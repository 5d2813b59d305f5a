import type { IncomingMessage } from "node:http"
import { createRequire } from "node:module"
import {
  countKeyOf,
  createOriginReader,
  parseTrustedProxies,
  type TrustedProxies,
} from "../client-address"
import { startFront } from "./front-world"

/** What Medusa's loader asks for a request's address, as installed with it. */
const { getClientIp } = createRequire(require.resolve("@medusajs/medusa/package.json"))(
  "request-ip"
) as { getClientIp: (request: IncomingMessage) => string | null }

/** Every header that it looks at besides X-Forwarded-For. */
const addressHeaders = [
  "x-client-ip",
  "cf-connecting-ip",
  "fastly-client-ip",
  "true-client-ip",
  "x-real-ip",
  "x-cluster-client-ip",
  "x-forwarded",
  "forwarded-for",
  "forwarded",
  "x-appengine-user-ip",
]

function addressOf(trusted: TrustedProxies, peer: string, forwarded?: string): string {
  const request = {
    socket: { remoteAddress: peer },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  } as unknown as IncomingMessage
  return createOriginReader(trusted)(request).address
}

describe("the client's address", () => {
  it.each<[string, TrustedProxies, string, string | undefined, string]>([
    ["is the connection's when nobody is trusted", 0, "9.9.9.9", "1.1.1.1", "9.9.9.9"],
    ["is plain when it came over IPv6", 0, "::ffff:9.9.9.9", undefined, "9.9.9.9"],
    ["is what the one proxy saw", 1, "10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"],
    [
      "is what the outer of two proxies saw",
      2,
      "10.0.0.1",
      "6.6.6.6, 1.1.1.1, 10.0.0.2",
      "1.1.1.1",
    ],
    ["is the first when the chain is short", 3, "10.0.0.1", "1.1.1.1", "1.1.1.1"],
    ["is the proxy's own without the header", 1, "10.0.0.1", undefined, "10.0.0.1"],
    ["is not read through nonsense", 1, "10.0.0.1", "1.1.1.1, nonsense", "10.0.0.1"],
    ["may carry a port", 1, "10.0.0.1", "1.1.1.1:5678", "1.1.1.1"],
    ["may be IPv6 in brackets", 1, "10.0.0.1", "[2001:db8::1]:443", "2001:db8::1"],
    [
      "is the nearest outside the networks",
      ["10.0.0.0/8"],
      "10.0.0.1",
      "6.6.6.6, 1.1.1.1, 10.9.9.9",
      "1.1.1.1",
    ],
    ["is the peer's outside the networks", ["10.0.0.0/8"], "9.9.9.9", "1.1.1.1", "9.9.9.9"],
    ["knows networks of IPv6", ["fd00::/8"], "fd00::1", "2001:db8::7", "2001:db8::7"],
    ["knows single addresses", ["10.0.0.1"], "10.0.0.2", "1.1.1.1", "10.0.0.2"],
  ])("%s", (_sentence, trusted, peer, forwarded, expected) => {
    expect(addressOf(trusted, peer, forwarded)).toBe(expected)
  })

  it.each(["300.1.1.1/8", "10.0.0.0/33", "proxy.example", "10.0.0.0/x"])(
    "cannot be trusted to %s",
    (network) => {
      expect(() => createOriginReader([network])).toThrow(RangeError)
    }
  )

  it("is given to handlers instead of what the client claimed", async () => {
    let headers: IncomingMessage["headers"] = {}
    const world = await startFront({
      express: (request, response) => {
        headers = request.headers
        response.end()
      },
    })
    await fetch(world.url, {
      headers: { "x-forwarded-for": "1.1.1.1", "x-forwarded-proto": "https", forwarded: "for=1" },
    })
    await world.close()
    expect(headers["x-forwarded-for"]).toBe("127.0.0.1")
    expect(headers["x-forwarded-proto"]).toBeUndefined()
    expect(headers["forwarded"]).toBeUndefined()
  })

  it.each([[[]], [["127.0.0.0/8"]]])(
    "is what Medusa finds too, whatever headers name another, behind %j",
    async (trustedProxies) => {
      let found: string | null = null
      const world = await startFront({
        trustedProxies,
        express: (request, response) => {
          found = getClientIp(request)
          response.end()
        },
      })
      for (const name of addressHeaders) {
        await fetch(world.url, { headers: { [name]: "6.6.6.6" } })
        expect(found).toBe("127.0.0.1")
      }
      await world.close()
    }
  )

  it("leaves a trusted proxy's X-Forwarded-Proto", async () => {
    let proto: unknown
    const world = await startFront({
      trustedProxies: ["127.0.0.0/8"],
      express: (request, response) => {
        proto = request.headers["x-forwarded-proto"]
        response.end()
      },
    })
    await fetch(world.url, { headers: { "x-forwarded-proto": "https" } })
    await world.close()
    expect(proto).toBe("https")
  })
})

describe("what an address is counted under", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::", "fe80:0:0:0::/64"],
  ])("%s is %s", (address, key) => {
    expect(countKeyOf(address)).toBe(key)
  })
})

describe("the trusted proxies", () => {
  it.each([
    ["", 0],
    [" 2 ", 2],
    ["10.0.0.0/8, fd00::/8", ["10.0.0.0/8", "fd00::/8"]],
  ])("%j are read as %j", (text, expected) => {
    expect(parseTrustedProxies(text)).toEqual(expected)
  })
})
