import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { bodyOf } from "../wire"

/** A server that takes callbacks, and keeps them. */
export async function startReceiver() {
  const bodies: Record<string, string>[] = []
  let told: () => void = () => undefined
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(JSON.parse(body) as Record<string, string>)
      response.end("{}")
      told()
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    bodies,
    /** Waits until so many have come. */
    until: (count: number) =>
      new Promise<void>((resolve) => {
        told = () => {
          if (bodies.length >= count) {
            resolve()
          }
        }
        told()
      }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
}
