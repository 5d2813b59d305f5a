import type { Pool } from "pg"
import { enterDocumentsLater } from "../../read-model/outbox/document-rows"
import { createMeilisearchProductSearch } from "./meilisearch"
import type { ProductSearch } from "./port"
import { createPostgresProductSearch } from "./postgres"

export type SearchOptions = {
  MEILISEARCH_URL?: string | undefined
  MEILISEARCH_API_KEY?: string | undefined
}

/**
 * The catalogue's search: on Postgres, or with text queries on Meilisearch where its
 * address is set. Lists and what a change makes stale are Postgres's in both.
 */
export function openProductSearch(pool: Pool, options: SearchOptions): ProductSearch {
  const postgres = createPostgresProductSearch(pool)
  const { MEILISEARCH_URL: host, MEILISEARCH_API_KEY: apiKey } = options
  if (host === undefined) {
    return postgres
  }
  const search = createMeilisearchProductSearch({
    host,
    apiKey: apiKey ?? "",
    fallback: postgres,
    giveAgain: (productIds, delay) => enterDocumentsLater(pool, "products", productIds, delay),
  })
  // Where it does not answer now, Postgres searches; the next start prepares again.
  search.prepare().catch(() => undefined)
  return search
}
