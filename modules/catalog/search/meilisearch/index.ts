import type { Index } from "meilisearch" with { "resolution-mode": "import" }
import type { ProductPage, ProductQuery, ProductSearch } from "../port"
import type { PostgresProductSearch } from "../postgres"
import { decodeCursor } from "../rules/cursor"
import type { ProductDocument } from "./document"
import { createFeed } from "./feed"
import { presentHits } from "./present"
import { searchRequest } from "./search-request"
import { settings } from "./settings"

export type MeilisearchOptions = {
  host: string
  apiKey: string
  /** Defaults to `products`. */
  indexName?: string
  /** Milliseconds an answer may take; then the Postgres index searches instead. Defaults to 2,000. */
  timeout?: number
  /** Serves lists without a text, tells what changes alter, and steps in where Meilisearch fails. */
  fallback: PostgresProductSearch
  /** Has products given to `upsert` or `remove` again in so many milliseconds. */
  giveAgain: (productIds: string[], delay: number) => Promise<void>
}

export type MeilisearchProductSearch = ProductSearch & {
  /** Makes the index and its settings; again and again does no harm. Resolves once they are in force. */
  prepare: () => Promise<void>
}

/** The offset of a page; null where only the Postgres index knows the place. */
function offsetOf(query: ProductQuery): number | null {
  if (query.cursor === undefined) {
    return (query.page - 1) * query.limit
  }
  const cursor = decodeCursor(query.sort, query.cursor)
  return "offset" in cursor ? cursor.offset : null
}

/**
 * Product search where texts are found by Meilisearch, for catalogues that outgrow
 * Postgres's text search. Experimental: `verify` does not look at what Meilisearch
 * holds, and a rebuild takes nothing out of it.
 *
 * Entries go to Postgres first, whose versions decide which of them Meilisearch gets. It
 * indexes what it is given a moment later. What it does not take is given again, by the
 * outbox: its outage holds up nobody, and costs a wait only now and then.
 */
export function createMeilisearchProductSearch(
  options: MeilisearchOptions
): MeilisearchProductSearch {
  const { fallback, indexName = "products", timeout = 2_000 } = options
  let opened: Promise<Index<ProductDocument>> | null = null

  // The client is an ES module, so it is imported on first use.
  const open = (): Promise<Index<ProductDocument>> => {
    opened ??= import("meilisearch").then(({ Meilisearch }) =>
      new Meilisearch({ host: options.host, apiKey: options.apiKey, timeout }).index(indexName)
    )
    return opened
  }

  const findText = async (query: ProductQuery, text: string): Promise<ProductPage> => {
    const offset = offsetOf(query)
    if (offset === null) {
      return fallback.search(query)
    }
    try {
      const index = await open()
      return presentHits(await index.search(text, searchRequest(query, offset)), query, offset)
    } catch {
      return fallback.search(query)
    }
  }

  const feed = createFeed({ ...options, open })

  return {
    search: async (query) => {
      const text = query.text?.trim() ?? ""
      return text === "" ? fallback.search(query) : findText(query, text.slice(0, 300))
    },
    suggest: (text, limit) => fallback.suggest(text, limit),
    upsert: async (entries, version) => {
      const changed = await fallback.upsert(entries, version)
      await feed(
        entries.map(({ productId }) => productId),
        version,
        new Map(entries.filter(({ isPublic }) => isPublic).map((entry) => [entry.productId, entry]))
      )
      return changed
    },
    remove: async (productIds, version) => {
      const changed = await fallback.remove(productIds, version)
      await feed(productIds, undefined)
      return changed
    },
    hide: async (productIds, version) => {
      const changed = await fallback.hide(productIds, version)
      await feed(productIds, version)
      return changed
    },
    prepare: async () => {
      const index = await open()
      await index.updateSettings(settings).waitTask()
    },
  }
}
