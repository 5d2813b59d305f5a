import { once } from "node:events"
import { createServer, type AddressInfo } from "node:net"

/** A server that says the first so many bytes of an answer to every request, and hangs up. */
export async function startCutOffServer(answer: string) {
  let length = 0
  const bytes = Buffer.from(answer)
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.once("data", () => socket.end(bytes.subarray(0, length)))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    size: bytes.length,
    cutAt: (bytesSaid: number) => {
      length = bytesSaid
    },
    close: async () => {
      server.close()
      await once(server, "close")
    },
  }
}
