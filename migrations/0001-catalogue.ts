import type { MongoMigration } from "../modules/read-model/mongo/migrate"

/** A tombstone holds none of a document's fields: uniqueness is asked of living documents alone. */
const living = (field: string) => ({
  unique: true,
  partialFilterExpression: { [field]: { $exists: true } },
})

/** What purges tombstones looks for their age. */
const tombstones = {
  key: { deletedAt: 1 },
  name: "tombstones",
  partialFilterExpression: { deletedAt: { $exists: true } },
} as const

export const catalogue: MongoMigration = {
  name: "0001-catalogue",
  up: async (db) => {
    await db.collection("products").createIndexes([
      // GET /v1/products/:id by slug
      { key: { slug: 1 }, name: "slug", ...living("slug") },
      tombstones,
    ])
    await db.collection("categories").createIndexes([
      // By slug, which paths and filters name a category by
      { key: { slug: 1 }, name: "slug", ...living("slug") },
      // The active tree in its order
      { key: { isActive: 1, level: 1, order: 1 }, name: "tree" },
      tombstones,
    ])
    await db.collection("sellers").createIndexes([
      // GET /v1/sellers/:id by slug
      { key: { slug: 1 }, name: "slug", ...living("slug") },
      // GET /v1/sellers: the approved, by rating
      { key: { status: 1, averageRating: -1, _id: 1 }, name: "status_rating" },
      // and by name
      { key: { status: 1, businessName: 1, _id: 1 }, name: "status_name" },
      tombstones,
    ])
    await db.collection("system_settings").createIndexes([
      // One document a key, which is how a setting is looked up
      { key: { key: 1 }, name: "key", ...living("key") },
      tombstones,
    ])
  },
}
