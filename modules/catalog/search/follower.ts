import type { Follower } from "../../read-model/projector/context"
import type { ProductDocument } from "../../read-model/collections/products/document"
import type { ProductRow } from "../../read-model/collections/products/rows"
import type { ProductDimension, ProductEntry, ProductSearch } from "./port"

/** What the index holds of a product, from the same row and document that Mongo gets. */
export function toEntry(row: ProductRow, document: ProductDocument): ProductEntry {
  return {
    productId: row.id,
    objectId: String(document._id),
    isPublic: document.isPublic,
    name: document.name,
    slug: document.slug,
    sellerName: row.seller_name,
    tags: document.tags,
    shortDescription: document.shortDescription,
    description: document.description,
    categoryIds: document.categoryPath.map(String),
    categoryNames: row.category_names,
    sellerId: document.sellerId === null ? null : String(document.sellerId),
    price: document.price,
    averageRating: document.averageRating,
    salesCount: document.salesCount,
    isOrganic: document.isOrganic,
    isVegan: document.isVegan,
    isGlutenFree: document.isGlutenFree,
    isInStock: document.isInStock,
    isFeatured: document.isFeatured,
    isBestSeller: document.isBestSeller,
    allergens: document.allergens,
    createdAt: document.createdAt,
  }
}

/**
 * Keeps the search index in step with the projection, and names the cached answers
 * a change makes stale: the product's own, and lists that look at what changed.
 */
export function followProducts(search: ProductSearch): Follower {
  const tagsOf = (...changes: Set<ProductDimension>[]): string[] =>
    changes.flatMap((dimensions) => [...dimensions]).map((dimension) => `products.${dimension}`)
  return {
    project: async ({ rows, documents, deleted, version }) => {
      const entries = rows.map((row, index) =>
        toEntry(row as unknown as ProductRow, documents[index] as unknown as ProductDocument)
      )
      const changed = await search.upsert(entries, version.toString())
      const removed = await search.remove(deleted, version.toString())
      return tagsOf(changed, removed)
    },
    hide: async (ids, version) => tagsOf(await search.hide([...ids], version.toString())),
  }
}
