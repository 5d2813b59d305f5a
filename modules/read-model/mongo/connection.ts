import { createConnection, type Connection } from "mongoose"

/**
 * Opens the connection to the read model without waiting for it: the marketplace
 * must start, and take orders, while Mongo is away. Commands fail within two
 * seconds where no server answers, so that a request can fall back in time.
 */
export function openMongo(uri: string, onCommand?: (name: string) => void): Connection {
  const connection = createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: 20_000,
    heartbeatFrequencyMS: 1_000,
    maxPoolSize: 20,
    monitorCommands: onCommand !== undefined,
  })
  // mongoose reports a failed first attempt by rejecting; the driver goes on trying.
  connection.asPromise().catch(() => undefined)
  connection.on("error", () => undefined)
  if (onCommand !== undefined) {
    connection.getClient().on("commandStarted", (event) => {
      onCommand(event.commandName)
    })
  }
  return connection
}
