import { connect } from "node:net"
import * as os from "node:os"
import { mongo } from "mongoose"
import { reasonOf } from "../shared/service-error"

const DATABASE = "txova"

/**
 * The URI of a server of ours. With `durable`, a write is acknowledged only when it is in the
 * journal: MongoDB keeps up to 100 ms of writes in memory otherwise, and loses them in a crash.
 */
export const uriOf = (port: number, durable: boolean): string =>
  `mongodb://127.0.0.1:${port}/${DATABASE}?directConnection=true${durable ? "&journal=true" : ""}`

/**
 * Options every client needs. The driver loads `os` by import(), which jest refuses, and then introduces
 * itself with an empty document, which MongoDB and secantusd-rs refuse (ClientMetadataMissingField).
 */
const clientOptions = (withinMs: number): mongo.MongoClientOptions => ({
  serverSelectionTimeoutMS: withinMs,
  connectTimeoutMS: withinMs,
  runtimeAdapters: { os },
})

/** Connects, does the work, disconnects. */
export const withMongo = async <T>(
  uri: string,
  withinMs: number,
  work: (client: mongo.MongoClient) => Promise<T>
): Promise<T> => {
  const client = new mongo.MongoClient(uri, clientOptions(withinMs))
  try {
    return await work(await client.connect())
  } finally {
    await client.close().catch(() => undefined)
  }
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("error", () => resolve(false))
    socket.once("connect", () => {
      socket.destroy()
      resolve(true)
    })
  })

/**
 * Why no server answers the driver's ping on this port; undefined when one does. The driver itself is slow
 * to see that nobody listens.
 */
export const whyNoPing = async (port: number): Promise<string | undefined> => {
  if (!(await isListening(port))) {
    return "nobody listens"
  }
  try {
    await withMongo(uriOf(port, false), 2_000, (client) => client.db().command({ ping: 1 }))
    return undefined
  } catch (thrown) {
    return reasonOf(thrown)
  }
}
