import type { Index } from "meilisearch" with { "resolution-mode": "import" }
import type { ProductEntry } from "../port"
import type { PostgresProductSearch } from "../postgres"
import { documentOf, type ProductDocument } from "./document"
import { quoted } from "./search-request"

/** Milliseconds for which Meilisearch is left alone after a refusal, doubled at each one that follows. */
const pauses = { first: 10_000, longest: 300_000 }

export type FeedOptions = {
  open: () => Promise<Index<ProductDocument>>
  fallback: Pick<PostgresProductSearch, "versionsOf">
  giveAgain: (productIds: string[], delay: number) => Promise<void>
}

/**
 * Makes what hands products to Meilisearch, after Postgres has them, and takes out those
 * that are hidden or removed. It throws for nothing that Meilisearch does.
 */
export function createFeed({ open, fallback, giveAgain }: FeedOptions) {
  let refusals = 0
  let closedUntil = 0

  async function send(shown: ProductEntry[], gone: string[]): Promise<void> {
    const index = await open()
    if (shown.length > 0) {
      await index.addDocuments(shown.map(documentOf), { primaryKey: "objectId" })
    }
    if (gone.length > 0) {
      await index.deleteDocuments({ filter: `productId IN [${gone.map(quoted).join(", ")}]` })
    }
  }

  /** Those of the products that Postgres holds as of the version, or no longer where there is none. */
  async function current(productIds: string[], version: string | undefined): Promise<string[]> {
    const stored = await fallback.versionsOf(productIds)
    return productIds.filter((id) => stored.get(id) === version)
  }

  /** @param version of what Postgres was given; undefined where the products were removed */
  return async (
    productIds: string[],
    version: string | undefined,
    shown: ReadonlyMap<string, ProductEntry> = new Map()
  ): Promise<void> => {
    const ids = await current(productIds, version)
    if (ids.length === 0) {
      return
    }
    if (Date.now() < closedUntil) {
      await giveAgain(ids, closedUntil - Date.now())
      return
    }
    try {
      await send(
        ids.flatMap((id) => shown.get(id) ?? []),
        ids.filter((id) => !shown.has(id))
      )
      refusals = 0
    } catch {
      const pause = Math.min(pauses.longest, pauses.first * 2 ** refusals)
      refusals += 1
      closedUntil = Date.now() + pause
      await giveAgain(ids, pause)
      return
    }
    // What moved on meanwhile may have arrived first: then this was the older state, and last.
    const still = new Set(await current(ids, version))
    const overtaken = ids.filter((id) => !still.has(id))
    if (overtaken.length > 0) {
      await giveAgain(overtaken, 0)
    }
  }
}
