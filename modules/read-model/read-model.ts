import type { Collection, Db } from "./mongo/driver"
import type { Connection } from "mongoose"
import type { Pool } from "pg"
import { projectionOf, projections } from "./collections"
import { openMongo } from "./mongo/connection"
import { openPool, inTransaction } from "./postgres/pool"
import { startProjector, type Projector, type ProjectorOptions } from "./projector/projector"
import { projectDocuments, type Follower, type ProjectContext } from "./projector/project"
import { readShadows } from "./rebuild/shadow"

/** A process's hold on the read model: its connections, and projecting by hand. */
export type ReadModel = {
  pool: Pool
  mongo: Connection
  collection: (name: string) => Collection
  /** Whether a Mongo server answers at the moment. */
  isMongoUp: () => boolean
  /**
   * Projects documents now, so that the answer to a write already shows it.
   * Where Mongo is away, the outbox does it later.
   */
  projectNow: (collection: string, ids: readonly string[]) => Promise<void>
  startProjector: (options: Pick<ProjectorOptions, "onBatch" | "onError">) => Projector
  close: () => Promise<void>
}

export type ReadModelOptions = {
  databaseUrl: string
  mongoUri: string
  followers?: (pool: Pool) => Partial<Record<string, Follower>>
  /** Told the tags of cached answers that went stale. */
  onStale?: (tags: string[]) => void
  onMongoCommand?: (name: string) => void
}

/** The database behind a connection; mongoose has it once the driver has been made. */
export function databaseOf(connection: Connection): Db {
  const name = connection.name
  return connection.getClient().db(name === "" ? undefined : name)
}

/** Opens both sides of the read model; neither has to answer yet. */
export function openReadModel(options: ReadModelOptions): ReadModel {
  const pool = openPool(options.databaseUrl)
  const mongo = openMongo(options.mongoUri, options.onMongoCommand)
  const collections = new Map<string, Collection>()
  const collection = (name: string): Collection => {
    const known = collections.get(name) ?? databaseOf(mongo).collection(name)
    collections.set(name, known)
    return known
  }
  const context: ProjectContext = {
    db: pool,
    collection,
    followers: options.followers?.(pool) ?? {},
  }
  const onStale = options.onStale ?? (() => undefined)

  return {
    pool,
    mongo,
    collection,
    isMongoUp: () => mongo.readyState === 1,
    projectNow: async (name, ids) => {
      const tags = await inTransaction(pool, async (client) => {
        const shadows = await readShadows(client)
        const projected = await projectDocuments(context, projectionOf(name), ids, shadows.get(name))
        return projected.tags
      })
      onStale(tags)
    },
    startProjector: (rest) => startProjector({ pool, context, onStale, ...rest }),
    close: async () => {
      await mongo.close()
      await pool.end()
    },
  }
}

/** Names of the collections that are projected. */
export const projectedCollections = projections.map((projection) => projection.collection)
