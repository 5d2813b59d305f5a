import type { Pool } from "pg"
import type { FollowerChecks } from "../../read-model/verify/compare"
import { toProductDocument } from "../../read-model/collections/products/document"
import type { ProductRow } from "../../read-model/collections/products/rows"
import { toEntry } from "./follower"
import { listIndexedIds, verifyEntries, versionsOf } from "./postgres"

/** What `verify` asks of the search index beside each product's document. */
export function productChecks(pool: Pool): FollowerChecks {
  return {
    check: async (rows, absent) => {
      const entries = rows.map((row) =>
        toEntry(row as unknown as ProductRow, toProductDocument(row as unknown as ProductRow))
      )
      const differences = await verifyEntries(pool, entries)
      const surplus = absent.length === 0 ? [] : (await versionsOf(pool, absent)).keys()
      return [
        ...differences.map(({ productId, field }) => ({
          id: productId,
          path: `product_search.${field}`,
        })),
        ...[...surplus].map((id) => ({ id, path: "product_search.(extra)" })),
      ]
    },
    listFollowed: (after, limit) => listIndexedIds(pool, after, limit),
  }
}
