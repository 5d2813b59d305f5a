import os from "node:os"
import { ConnectionStates, createConnection, type Connection } from "mongoose"
import { MongoNotConnectedError, type Collection, type Db } from "./driver"

/** Milliseconds between attempts to reach a server that has not answered yet. */
const retryPause = 500

/** The read model's side in Mongo, which may be away at any time. */
export type MongoSide = {
  connection: Connection
  /** Whether a server answers at the moment. */
  isUp: () => boolean
  /**
   * The database.
   *
   * @throws MongoNotConnectedError at once where no server answers, so that a request can fall back in time.
   */
  db: () => Db
  collection: (name: string) => Collection
  /** Resolves once a server has answered; rejects after `limit` milliseconds. */
  ready: (limit?: number) => Promise<void>
  close: () => Promise<void>
}

/**
 * Opens the connection without waiting for it: the marketplace must start, and take
 * orders, while Mongo is away. A first attempt that fails ends a client for good, so
 * another is made; once connected, the driver finds its way back by itself.
 */
export function openMongo(uri: string, onCommand?: (name: string) => void): MongoSide {
  const connection = createConnection()
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const attempt = (): void => {
    connection
      .openUri(uri, {
        autoIndex: false,
        autoCreate: false,
        bufferCommands: false,
        serverSelectionTimeoutMS: 2_000,
        connectTimeoutMS: 2_000,
        socketTimeoutMS: 20_000,
        heartbeatFrequencyMS: 1_000,
        maxPoolSize: 20,
        // The driver would load `os` by import(), which test runners refuse.
        runtimeAdapters: { os },
        monitorCommands: onCommand !== undefined,
      })
      .then(
        () => {
          if (onCommand !== undefined) {
            connection.getClient().on("commandStarted", (event) => {
              onCommand(event.commandName)
            })
          }
        },
        () => {
          if (!closed) {
            retry = setTimeout(attempt, retryPause)
          }
        }
      )
  }
  connection.on("error", () => undefined)
  attempt()

  const isUp = () => connection.readyState === ConnectionStates.connected
  const db = (): Db => {
    if (!isUp() || connection.db === undefined) {
      throw new MongoNotConnectedError("No MongoDB server answers")
    }
    return connection.db
  }
  return {
    connection,
    isUp,
    db,
    collection: (name) => db().collection(name),
    ready: async (limit = 15_000) => {
      const deadline = Date.now() + limit
      while (!isUp()) {
        if (Date.now() > deadline) {
          throw new MongoNotConnectedError("No MongoDB server answers at MONGO_URI")
        }
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      await connection.close().catch(() => undefined)
    },
  }
}
