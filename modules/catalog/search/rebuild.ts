import type { Pool } from "pg"
import { toProductDocument } from "../../read-model/collections/products/document"
import { readProductRows } from "../../read-model/collections/products/rows"
import { listLivingIds } from "../../read-model/collections/list-ids"
import { nextVersion } from "../../read-model/projector/project"
import { toEntry } from "./follower"
import type { ProductSearch } from "./port"

const batchSize = 500

/** Writes every product to the index again, while the marketplace goes on: versions keep the newer. */
export async function rebuildProductSearch(
  pool: Pool,
  search: ProductSearch,
  onProgress: (products: number) => void = () => undefined
): Promise<{ documents: number; seconds: number }> {
  const started = performance.now()
  const listIds = listLivingIds("product")
  let after = ""
  let documents = 0
  for (;;) {
    const version = await nextVersion(pool)
    const ids = await listIds(pool, after, batchSize)
    const last = ids.at(-1)
    if (last === undefined) {
      return { documents, seconds: (performance.now() - started) / 1000 }
    }
    after = last
    const rows = await readProductRows(pool, ids)
    await search.upsert(
      rows.map((row) => toEntry(row, toProductDocument(row))),
      version.toString()
    )
    documents += rows.length
    onProgress(documents)
  }
}
