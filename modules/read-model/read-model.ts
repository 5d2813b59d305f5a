import type { Collection } from "./mongo/driver"
import type { Pool } from "pg"
import { openMongo, type MongoSide } from "./mongo/connection"
import { openModels, type Models } from "./mongo/models"
import type { Follower, ProjectContext } from "./projector/context"
import { createProjectNow } from "./projector/project-now"
import { startProjector, type Projector, type ProjectorOptions } from "./projector/projector"

/** A process's hold on the read model: its connections, and projecting by hand. */
export type ReadModel = {
  /** What requests read Postgres by. */
  pool: Pool
  /** What projects, checks and keeps up the read model; readers cannot use it up. */
  projectorPool: Pool
  mongo: MongoSide
  /** A collection to read; throws MongoNotConnectedError at once while no server answers. */
  collection: (name: string) => Collection
  /** A collection's mongoose model, of living documents and for reading alone; throws like `collection`. */
  model: Models
  /**
   * Projects documents now, so that the answer to a write already shows it. Where a
   * database is away or takes long, or a document makes no sense, the outbox does it
   * later: this throws for none of them, and waits two seconds at most.
   */
  projectNow: (collection: string, ids: readonly string[]) => Promise<void>
  startProjector: (options: Pick<ProjectorOptions, "onBatch" | "onError">) => Projector
  close: () => Promise<void>
}

export type ReadModelOptions = {
  /** Closed with the read model, as is `projectorPool`. */
  pool: Pool
  /** The same pool where it is absent: for tools, which have no readers. */
  projectorPool?: Pool
  mongoUri: string
  /** What else follows a collection's documents, by its name. */
  followers?: Partial<Record<string, Follower>>
  /** Told the tags of cached answers that went stale. */
  onStale?: (tags: string[]) => void
  /** Told, fit for a log, why documents could not be shown at once. */
  onProblem?: (message: string) => void
  onMongoCommand?: (name: string) => void
}

/** Opens both sides of the read model; neither has to answer yet. */
export function openReadModel(options: ReadModelOptions): ReadModel {
  const { pool, projectorPool = pool, followers = {} } = options
  const mongo = openMongo(options.mongoUri, options.onMongoCommand)
  const context: ProjectContext = {
    db: projectorPool,
    collection: mongo.collection,
    followers,
  }
  const onStale = options.onStale ?? (() => undefined)

  return {
    pool,
    projectorPool,
    mongo,
    collection: mongo.collection,
    model: openModels(mongo),
    projectNow: createProjectNow({
      context,
      isMongoUp: mongo.isUp,
      onStale,
      onProblem: options.onProblem ?? (() => undefined),
    }),
    startProjector: (rest) => startProjector({ pool: projectorPool, context, onStale, ...rest }),
    close: async () => {
      await mongo.close()
      await Promise.all([...new Set([pool, projectorPool])].map((opened) => opened.end()))
    },
  }
}
