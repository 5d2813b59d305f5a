import type { Collection } from "./mongo/driver"
import type { Pool } from "pg"
import { projectionOf } from "./collections"
import { openMongo, type MongoSide } from "./mongo/connection"
import { openModels, type Models } from "./mongo/models"
import { inTransaction } from "./postgres/pool"
import { startProjector, type Projector, type ProjectorOptions } from "./projector/projector"
import { projectDocuments, type Follower, type ProjectContext } from "./projector/project"
import { readShadows } from "./rebuild/shadow"

/** A process's hold on the read model: its connections, and projecting by hand. */
export type ReadModel = {
  pool: Pool
  mongo: MongoSide
  /** A collection to read; throws MongoNotConnectedError at once while no server answers. */
  collection: (name: string) => Collection
  /** A collection's mongoose model, of living documents and for reading alone; throws like `collection`. */
  model: Models
  /**
   * Projects documents now, so that the answer to a write already shows it.
   * Where Mongo is away, the outbox does it later.
   */
  projectNow: (collection: string, ids: readonly string[]) => Promise<void>
  startProjector: (options: Pick<ProjectorOptions, "onBatch" | "onError">) => Projector
  close: () => Promise<void>
}

export type ReadModelOptions = {
  /** Closed with the read model. */
  pool: Pool
  mongoUri: string
  /** What else follows a collection's documents, by its name. */
  followers?: Partial<Record<string, Follower>>
  /** Told the tags of cached answers that went stale. */
  onStale?: (tags: string[]) => void
  onMongoCommand?: (name: string) => void
}

/** Opens both sides of the read model; neither has to answer yet. */
export function openReadModel(options: ReadModelOptions): ReadModel {
  const { pool, followers = {} } = options
  const mongo = openMongo(options.mongoUri, options.onMongoCommand)
  const context: ProjectContext = {
    db: pool,
    collection: mongo.collection,
    followers,
  }
  const onStale = options.onStale ?? (() => undefined)

  return {
    pool,
    mongo,
    collection: mongo.collection,
    model: openModels(mongo),
    projectNow: async (name, ids) => {
      const tags = await inTransaction(pool, async (client) => {
        const shadows = await readShadows(client)
        const projected = await projectDocuments(
          context,
          projectionOf(name),
          ids,
          shadows.get(name)
        )
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
