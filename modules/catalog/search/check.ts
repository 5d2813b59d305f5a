import type { Pool } from "pg"
import type { FollowerCheck } from "../../read-model/verify/verify"
import { toProductDocument } from "../../read-model/collections/products/document"
import type { ProductRow } from "../../read-model/collections/products/rows"
import { toEntry } from "./follower"
import { listIndexedIds, verifyEntries } from "./postgres"

/** What `verify` asks of the search index beside each product's document. */
export function productChecks(pool: Pool): {
  check: FollowerCheck
  listFollowed: (after: string, limit: number) => Promise<string[]>
} {
  return {
    check: async (rows) => {
      const entries = rows.map((row) =>
        toEntry(row as unknown as ProductRow, toProductDocument(row as unknown as ProductRow))
      )
      const differences = await verifyEntries(pool, entries)
      return differences.map(({ productId, field }) => ({
        id: productId,
        path: `product_search.${field}`,
      }))
    },
    listFollowed: (after, limit) => listIndexedIds(pool, after, limit),
  }
}
