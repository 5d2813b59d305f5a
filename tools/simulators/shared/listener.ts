import { once } from "node:events"
import { createServer as createHttp, type RequestListener, type Server } from "node:http"
import { createServer as createHttps } from "node:https"
import type { AddressInfo } from "node:net"
import type { Certificate } from "./self-signed"

/** A port that can be closed and opened again, as by a firewall. */
export type Listener = {
  /** Origin, without a slash at the end. */
  url: string
  close: () => Promise<void>
  open: () => Promise<void>
}

export type ListenOptions = {
  host: string
  /** 0 takes a free one. */
  port: number
  certificate?: Certificate | undefined
}

export async function listen(
  handle: RequestListener,
  { host, port, certificate }: ListenOptions
): Promise<Listener> {
  const create = (): Server =>
    certificate === undefined ? createHttp(handle) : createHttps(certificate, handle)
  let server: Server | undefined

  async function open(wanted: number): Promise<number> {
    server = create()
    // A payer may take longer than Node lets a request take.
    server.requestTimeout = 0
    server.listen(wanted, host)
    await once(server, "listening")
    return (server.address() as AddressInfo).port
  }

  const taken = await open(port)
  return {
    url: `${certificate === undefined ? "http" : "https"}://${host}:${taken}`,
    open: async () => {
      if (server === undefined) {
        await open(taken)
      }
    },
    close: async () => {
      const closing = server
      server = undefined
      if (closing !== undefined) {
        const closed = once(closing, "close")
        closing.close()
        closing.closeAllConnections()
        await closed
      }
    },
  }
}
