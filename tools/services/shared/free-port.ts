import { randomInt } from "node:crypto"
import { createServer } from "node:net"

const HOST = "127.0.0.1"

// Below 32768, where Linux takes ports for outgoing connections: a server that is stopped
// for a while must find its port free when it comes back.
const LOWEST = 20_000
const HIGHEST = 30_000

/** Whether a server could listen on this port of 127.0.0.1 now. */
const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** A free port of 127.0.0.1: the preferred one if nobody has it. */
export const freePort = async (preferred?: number): Promise<number> => {
  if (preferred !== undefined && (await isPortFree(preferred))) {
    return preferred
  }
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST)
    if (await isPortFree(port)) {
      return port
    }
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST} on ${HOST}`)
}
