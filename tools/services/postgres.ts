import { checkExternalPostgres } from "./postgres/external"
import { startEmbeddedPostgres } from "./postgres/embedded"
import type { ManagedServer } from "./shared/managed-server"
import type { StartContext } from "./shared/start-context"

export type PostgresOrigin = "DATABASE_URL" | "embedded"

export interface PostgresService {
  origin: PostgresOrigin
  url: string
  /** Undefined when the server is not ours to stop. */
  server: ManagedServer | undefined
}

/** The Postgres that DATABASE_URL names, or one of our own in the data folder. */
export const startPostgres = async (context: StartContext): Promise<PostgresService> => {
  const url = context.env.DATABASE_URL?.trim()
  if (url) {
    await checkExternalPostgres(url)
    return { origin: "DATABASE_URL", url, server: undefined }
  }
  return { origin: "embedded", ...(await startEmbeddedPostgres(context)) }
}
