import type { Pool } from "pg"
import type { ProductSearch } from "../port"
import { FacetDictionary } from "./facet-dictionary"
import { hideProducts } from "./hide"
import { listProducts } from "./list"
import { removeProducts } from "./remove"
import { SampleSource } from "./sample"
import { searchText } from "./search-text"
import { suggest } from "./suggest"
import { upsertEntries } from "./upsert"
import { versionsOf } from "./versions"

/** The Postgres index also tells which version of a product it holds. */
export type PostgresProductSearch = ProductSearch & {
  /** Versions by Medusa's id of those of these products that are stored and not removed. */
  versionsOf: (productIds: string[]) => Promise<Map<string, string>>
}

/**
 * Product search in the catalogue's own Postgres tables. Statements go unnamed, so that
 * each is planned for its values. `search` throws InvalidCursorError for a cursor that
 * is damaged or of another sort.
 */
export function createPostgresProductSearch(pool: Pool): PostgresProductSearch {
  const dictionary = new FacetDictionary(pool)
  const samples = new SampleSource(pool)
  return {
    search: (query) => {
      const text = query.text?.trim() ?? ""
      return text === ""
        ? listProducts(pool, dictionary, samples, query)
        : searchText(pool, dictionary, samples, query, text)
    },
    suggest: (text, limit) => suggest(pool, text, limit),
    upsert: (entries, version) => upsertEntries(pool, dictionary, entries, version),
    remove: (productIds, version) => removeProducts(pool, productIds, version),
    hide: (productIds, version) => hideProducts(pool, productIds, version),
    versionsOf: (productIds) => versionsOf(pool, productIds),
  }
}

export { listIndexedIds } from "./list-ids"
export { purgeTombstones } from "./purge-tombstones"
export { refreshVocabulary } from "./refresh-vocabulary"
export { verifyEntries } from "./verify"
export { versionsOf } from "./versions"
