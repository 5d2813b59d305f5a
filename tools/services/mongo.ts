import { startEmbeddedMongo, type EmbeddedMongoOrigin } from "./mongo/embedded"
import { checkExternalMongo } from "./mongo/external"
import type { ManagedServer } from "./shared/managed-server"
import type { StartContext } from "./shared/start-context"

export type MongoOrigin = "MONGO_URI" | EmbeddedMongoOrigin

export interface MongoService {
  origin: MongoOrigin
  uri: string
  /** Undefined when the server is not ours to stop. */
  server: ManagedServer | undefined
}

/** The MongoDB that MONGO_URI names, or the first of our own ways that this machine has. */
export const startMongo = async (context: StartContext): Promise<MongoService> => {
  const uri = context.env.MONGO_URI?.trim()
  if (uri) {
    await checkExternalMongo(uri)
    return { origin: "MONGO_URI", uri, server: undefined }
  }
  return startEmbeddedMongo(context)
}
