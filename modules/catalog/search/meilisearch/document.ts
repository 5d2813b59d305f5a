import type { ProductEntry } from "../port"
import { nameSortKey } from "../rules/fold"

/** A public product as Meilisearch holds it; the primary key is `objectId`. */
export type ProductDocument = Omit<ProductEntry, "isPublic" | "createdAt" | "slug"> & {
  /** Milliseconds since the epoch: Meilisearch sorts numbers, not dates. */
  createdAt: number
  nameKey: string
}

export function documentOf(entry: ProductEntry): ProductDocument {
  const { isPublic: _isPublic, slug: _slug, createdAt, ...fields } = entry
  return { ...fields, createdAt: createdAt.getTime(), nameKey: nameSortKey(entry.name) }
}
