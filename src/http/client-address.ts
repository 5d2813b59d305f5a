import type { IncomingMessage } from "node:http"
import { BlockList, isIP, type Socket } from "node:net"

/**
 * Proxies whose X-Forwarded-For is believed: how many stand in front, or their networks in
 * CIDR form.
 */
export type TrustedProxies = number | readonly string[]

/** Where a request comes from. */
export interface Origin {
  /** The client's address; "" when its connection is gone already. */
  readonly address: string
  /** What it is counted under: the address for IPv4, its /64 network for IPv6. */
  readonly countKey: string
  /** Whether the connection itself comes from a proxy that is believed. */
  readonly proxied: boolean
}

/**
 * Reads the form that deployments write: "" trusts nobody, "2" trusts two hops, anything
 * else is a list of networks separated by commas.
 */
export function parseTrustedProxies(text: string): TrustedProxies {
  const trimmed = text.trim()
  if (trimmed === "") {
    return 0
  }
  if (/^\d+$/.test(trimmed)) {
    return Number(trimmed)
  }
  return trimmed.split(",").map((network) => network.trim())
}

/**
 * Makes the function that tells a request's client.
 *
 * @throws RangeError for a network that cannot be read.
 */
export function createOriginReader(trusted: TrustedProxies): (request: IncomingMessage) => Origin {
  if (typeof trusted === "number") {
    return trusted === 0 ? direct : (request) => behindHops(request, trusted)
  }
  const networks = blockListOf(trusted)
  return (request) => behindNetworks(request, networks)
}

/**
 * The key under which an address is counted: itself for IPv4, the /64 network for IPv6, since
 * one household or server commands all of it.
 */
export function countKeyOf(address: string): string {
  if (!address.includes(":")) {
    return address
  }
  const [head = "", tail] = address.split("::")
  const groups = head === "" ? [] : head.split(":")
  if (tail !== undefined) {
    const rest = tail === "" ? [] : tail.split(":")
    while (groups.length + rest.length < 8) {
      groups.push("0")
    }
    groups.push(...rest)
  }
  return `${groups.slice(0, 4).join(":")}::/64`
}

// Not a property of the socket: sockets of two shapes make Node's own streams slower, by half a
// microsecond a request.
const directOrigins = new WeakMap<Socket, Origin>()

/** Worked out once a connection, not once a request: it is on the way of every cache hit. */
function direct(request: IncomingMessage): Origin {
  const known = directOrigins.get(request.socket)
  if (known !== undefined) {
    return known
  }
  const origin = originAt(peerOf(request), false)
  directOrigins.set(request.socket, origin)
  return origin
}

function originAt(address: string, proxied: boolean): Origin {
  return { address, countKey: countKeyOf(address), proxied }
}

function behindHops(request: IncomingMessage, hops: number): Origin {
  const chain = forwardedChain(request)
  const address = chain[Math.max(chain.length - hops, 0)]
  return originAt(address ?? peerOf(request), true)
}

function behindNetworks(request: IncomingMessage, networks: BlockList): Origin {
  const peer = peerOf(request)
  if (!isWithin(networks, peer)) {
    return originAt(peer, false)
  }
  const chain = forwardedChain(request)
  const client = chain.findLast((address) => !isWithin(networks, address))
  return originAt(client ?? chain[0] ?? peer, true)
}

/** The addresses of X-Forwarded-For, nearest last, up to the first that is no address. */
function forwardedChain(request: IncomingMessage): string[] {
  const header = request.headers["x-forwarded-for"]
  if (header === undefined) {
    return []
  }
  const text = typeof header === "string" ? header : header.join(",")
  const chain: string[] = []
  for (const part of text.split(",").reverse()) {
    const address = plainAddress(part.trim())
    if (address === undefined) {
      break
    }
    chain.unshift(address)
  }
  return chain
}

function peerOf(request: IncomingMessage): string {
  const address = request.socket.remoteAddress ?? ""
  return address.startsWith("::ffff:") ? address.slice(7) : address
}

/** Strips the port and brackets some proxies add, and the IPv6 form of an IPv4 address. */
function plainAddress(text: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.toLowerCase().startsWith("::ffff:") ? bare.slice(7) : bare
  return isIP(address) === 0 ? undefined : address
}

function isWithin(networks: BlockList, address: string): boolean {
  const family = isIP(address)
  return family !== 0 && networks.check(address, family === 4 ? "ipv4" : "ipv6")
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = "", bits] = network.split("/")
    const family = isIP(address)
    const widest = family === 4 ? 32 : 128
    const prefix = bits === undefined ? widest : Number(bits)
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > widest) {
      throw new RangeError(`Trusted proxy "${network}" is no network such as 10.0.0.0/8`)
    }
    list.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6")
  }
  return list
}
