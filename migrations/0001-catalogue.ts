import type { MongoMigration } from "../modules/read-model/mongo/migrate"

/** A tombstone has no slug, so uniqueness is asked of living documents alone. */
const living = { partialFilterExpression: { slug: { $exists: true } } }

export const catalogue: MongoMigration = {
  name: "0001-catalogue",
  up: async (db) => {
    // GET /v1/products/:id by slug
    await db
      .collection("products")
      .createIndex({ slug: 1 }, { name: "slug", unique: true, ...living })
    // GET /v1/products/categories/:id by slug
    await db
      .collection("categories")
      .createIndex({ slug: 1 }, { name: "slug", unique: true, ...living })
    // GET /v1/products/categories: the active tree in its order
    await db
      .collection("categories")
      .createIndex({ isActive: 1, level: 1, order: 1 }, { name: "tree" })
    // GET /v1/sellers/:id by slug
    await db
      .collection("sellers")
      .createIndex({ slug: 1 }, { name: "slug", unique: true, ...living })
    // GET /v1/sellers: the approved, by rating, by name, by age
    await db
      .collection("sellers")
      .createIndex({ status: 1, averageRating: -1, _id: 1 }, { name: "status_rating" })
    await db
      .collection("sellers")
      .createIndex({ status: 1, businessName: 1, _id: 1 }, { name: "status_name" })
    // GET /v1/settings: the public ones
    await db
      .collection("system_settings")
      .createIndex(
        { key: 1 },
        { name: "key", unique: true, partialFilterExpression: { key: { $exists: true } } }
      )
    // What purges tombstones looks for their age
    for (const name of ["products", "categories", "sellers", "system_settings"]) {
      await db
        .collection(name)
        .createIndex(
          { deletedAt: 1 },
          { name: "tombstones", partialFilterExpression: { deletedAt: { $exists: true } } }
        )
    }
  },
}
